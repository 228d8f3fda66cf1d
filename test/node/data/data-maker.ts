// Asks for generated data; tells how far it is, and then the folder. Arguments: home, spec as JSON.
import { writeSync } from 'node:fs';
import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { DataSets } from '../../../src/node/data/data-sets.js';

const [home = '', spec = ''] = process.argv.slice(2);

writeSync(1, 'started\n');
void new DataSets(home)
  .folder(JSON.parse(spec) as DataSpec, new AbortController().signal, ({ fraction = 0 }) => {
    writeSync(1, `${Math.round(fraction * 100)} %\n`);
  })
  .then((folder) => writeSync(1, `${folder}\n`));
