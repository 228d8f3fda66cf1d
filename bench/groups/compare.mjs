// The comparator on tables of a million rows and six columns, in other orders: equal, and with a thousand rows that differ.
import path from 'node:path';
import { build } from 'esbuild';
import { run } from '../processes.mjs';

const rows = 1_000_000;
const rounds = 3;

/** What is measured, in a bundle: the tables come from the script that compares them. */
const bundle = async (root, outfile) => {
  const contents = `
    export { compareTables } from './src/core/check/compare/compare-tables.js';
    export { shortDigest } from './src/node/digest.js';
  `;
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  await build({ stdin, outfile, bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node20' });
};

export const compare = {
  figures: {
    equal: { what: '1 M x 1 M rows of 6 columns as a bag, equal', unit: 's', goal: '<= 10' },
    different: { what: '1 M x 1 M rows, 1,000 different', unit: 's', goal: '<= 10' },
    'different-cpu': { what: '1 M x 1 M rows, 1,000 different: CPU time', unit: 's' },
    growth: { what: '1 M x 1 M rows: memory that is added while comparing', unit: 'MB', goal: '<= 300' },
  },
  async measure({ root, scratch, log }) {
    const script = path.join(scratch, 'compare.mjs');
    await bundle(root, script);
    const once = async (differing) => {
      const args = [
        '--expose-gc',
        path.join(root, 'bench', 'compare-tables.mjs'),
        script,
        String(rows),
        String(differing),
      ];
      const found = JSON.parse(await run(process.execPath, args));
      if (found.differing !== differing) throw new Error(`${found.differing} rows differ instead of ${differing}.`);
      return found;
    };
    const found = { equal: [], different: [] };
    for (let round = 1; round <= rounds; round += 1) {
      log(`Round ${round} of ${rounds}…`);
      found.equal.push(await once(0));
      found.different.push(await once(1_000));
    }
    // One thread that does nothing but count: the best of a few runs is what it takes, the others what else the machine did.
    const best = (list, key) => ({ value: Math.min(...list.map((one) => one[key])) });
    const grown = [...found.equal, ...found.different].map(({ growth }) => growth);
    return {
      equal: best(found.equal, 'seconds'),
      different: best(found.different, 'seconds'),
      'different-cpu': best(found.different, 'cpuSeconds'),
      growth: { value: Math.max(...grown) },
    };
  },
};
