import type { DiagnosticCode } from './diagnostic.js';
import { quote } from './quote.js';

interface PathProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly cure: string;
}

/** Why a path that does not match the pattern of relative paths is refused. */
export const pathProblem = (path: string): PathProblem => {
  const name = quote(path);
  const relative = 'Use a relative path with forward slashes that stays inside the folder.';
  if (path === '') return { code: 'bad-value', message: 'The path is empty.', cure: 'Name a file.' };
  if (/^[\\/~]|^[a-z]:/i.test(path)) {
    return { code: 'path-leaves-folder', message: `The path ${name} is absolute.`, cure: relative };
  }
  if (path.split(/[\\/]/).some((segment) => /^\.\.[. ]*$/.test(segment))) {
    return { code: 'path-leaves-folder', message: `The path ${name} leaves its folder.`, cure: relative };
  }
  if (path.includes('\\')) {
    return { code: 'bad-value', message: `The path ${name} has backslashes.`, cure: 'Use forward slashes.' };
  }
  if (/[:*?"<>|]/.test(path)) {
    const cure = 'Rename the file without : * ? " < > |.';
    return { code: 'bad-value', message: `The path ${name} has a character that Windows does not allow.`, cure };
  }
  if (/[. ](?:\/|$)/.test(path) && !/(?:^|\/)\.(?:\/|$)/.test(path)) {
    const message = `A part of the path ${name} ends with a dot or a space, which Windows drops.`;
    return { code: 'bad-value', message, cure: 'Rename the file or folder.' };
  }
  const cure = "Write it without './', '//', a slash at the end or control characters.";
  return { code: 'bad-value', message: `The path ${name} is not in its plain form.`, cure };
};
