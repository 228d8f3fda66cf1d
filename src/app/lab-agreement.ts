import { listOf } from '../core/check/text/words.js';
import { authoredCode, type AuthoredCode } from '../core/course/authored-code.js';
import type { Lab } from '../core/course/course.js';
import { LabError } from '../core/errors.js';
import { baseName } from '../core/paths.js';
import type { AppDeps } from './deps.js';

/** Code of a lab's author that runs on this machine. */
export interface LabCode {
  /** Another one as soon as any of the code is another. */
  readonly hash: string;
  /** What it is, in sentences for whoever has to agree to it. */
  readonly runs: readonly string[];
}

type Deps = Pick<AppDeps, 'files' | 'digest' | 'agreements'>;

/** All that a piece of code does hangs on, and nothing else: not the place where the lab is installed. */
const contentOf = async ({ files }: Deps, code: AuthoredCode): Promise<readonly string[]> => {
  switch (code.kind) {
    case 'packages':
      return [code.kind, await files.readText(code.file)];
    case 'preload':
      return [code.kind, ...code.modules];
    case 'check':
      return [code.kind, code.text];
    case 'starter':
      return [code.kind, code.path, await files.readText(code.file)];
  }
};

const named = (names: readonly string[]): string => listOf(names.map((name) => `\`${name}\``));

const sentences = (code: readonly AuthoredCode[]): readonly string[] => {
  const packages = code.flatMap((part) => (part.kind === 'packages' ? [baseName(part.file)] : []));
  const modules = code.flatMap((part) => (part.kind === 'preload' ? part.modules : []));
  const checks = code.flatMap((part) => (part.kind === 'check' ? [`“${part.title}”`] : []));
  const starters = code.flatMap((part) => (part.kind === 'starter' ? [part.path] : []));
  return [
    ...(packages.length === 0 ? [] : [`Python packages listed in ${named(packages)} are installed and imported.`]),
    ...(modules.length === 0 ? [] : [`The modules ${named(modules)} are imported.`]),
    ...(checks.length === 0
      ? []
      : [
          `Python that the author wrote runs in ${checks.length === 1 ? 'the check' : 'the checks'} ${listOf(checks)}.`,
        ]),
    ...(starters.length === 0 ? [] : [`Your files begin as scripts of the author: ${named(starters)}.`]),
  ];
};

/** What a lab runs of its author's; `undefined` when that is nothing. Rejects when a file it names can't be read. */
export const labCode = async (deps: Deps, lab: Lab): Promise<LabCode | undefined> => {
  const code = authoredCode(lab);
  if (code.length === 0) return undefined;
  const contents = await Promise.all(code.map((part) => contentOf(deps, part)));
  return { hash: deps.digest(JSON.stringify(contents)), runs: sentences(code) };
};

/** Rejects with `not-trusted`, and the hash to agree to, unless the learner agreed to exactly the code this lab runs. */
export const requireAgreement = async (deps: Deps, lab: Lab): Promise<void> => {
  const code = await labCode(deps, lab);
  if (code === undefined || (await deps.agreements.has(code.hash))) return;
  throw new LabError('not-trusted', `“${lab.title}” runs code of its author that you have not agreed to.`, {
    cure: 'Look at what it runs, and agree if you trust where the lab came from.',
    content: code.hash,
  });
};
