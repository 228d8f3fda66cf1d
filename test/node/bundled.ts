import path from 'node:path';
import { build } from 'esbuild';

/** Makes one JavaScript file of a TypeScript program, to run it in a process of its own. */
export const bundle = async (source: URL, folder: string): Promise<string> => {
  const outfile = path.join(folder, 'program.cjs');
  await build({
    entryPoints: [source.pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
};
