import type { Lab } from '../../core/course/course.js';
import { LabError } from '../../core/errors.js';
import type { PythonSpec } from '../../core/runtime/runtime.js';

/** The Python runtime of a lab by its name; without a name, its only one. Throws `manifest-invalid`. */
export const runtimeOf = (lab: Lab, name: string | undefined): PythonSpec => {
  const names = Object.keys(lab.runtimes).filter((one) => lab.runtimes[one]?.kind === 'python');
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  const spec = chosen === undefined ? undefined : lab.runtimes[chosen];
  if (spec) return spec;
  throw new LabError(
    'manifest-invalid',
    name === undefined ? 'The check does not say which runtime it uses.' : `The lab has no runtime \`${name}\`.`,
    {
      file: lab.file,
      cure:
        names.length > 0
          ? `Use one of: ${names.join(', ')}.`
          : 'Add one with `kind: python` under `runtimes:` in lab.yaml.',
    },
  );
};
