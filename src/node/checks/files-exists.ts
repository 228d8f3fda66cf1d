import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';

/** `files.exists`: the named files are in the submission, and not empty when asked for. */
export const filesExists: CheckKind<SpecOf<'files.exists'>> = {
  kind: 'files.exists',
  async run(spec, { submission }) {
    const found = await Promise.all(spec.paths.map(async (path) => ({ path, size: await submission.size(path) })));
    const missing = found.filter(({ size }) => size === undefined).map(({ path }) => path);
    const empty = spec.not_empty ? found.filter(({ size }) => size === 0).map(({ path }) => path) : [];
    if (missing.length === 0 && empty.length === 0)
      return {
        status: 'passed',
        message: found.length === 1 ? 'The file is there.' : `All ${found.length} files are there.`,
        isolation: 'none',
      };
    const sentences = [
      ...(missing.length > 0 ? [`${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing.`] : []),
      ...(empty.length > 0 ? [`${listed(empty)} ${empty.length === 1 ? 'is' : 'are'} empty.`] : []),
    ];
    return {
      status: 'failed',
      message: sentences.join(' '),
      isolation: 'none',
      credit: 1 - (missing.length + empty.length) / found.length,
    };
  },
};

const listed = (paths: readonly string[]): string => paths.map((path) => `\`${path}\``).join(', ');
