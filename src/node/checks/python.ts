import { LabError } from '../../core/errors.js';
import type { CheckKind } from '../../core/ports.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';

const unavailable = (): Promise<never> =>
  Promise.reject(new LabError('internal', 'Python checks are not available.', { cure: 'Update the extension.' }));

export const pythonRun: CheckKind<SpecOf<'python.run'>> = { kind: 'python.run', run: unavailable };
export const pythonFunction: CheckKind<SpecOf<'python.function'>> = { kind: 'python.function', run: unavailable };
