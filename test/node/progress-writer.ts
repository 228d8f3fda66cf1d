// Updates one record for ever and tells each update on standard output once it is stored. Arguments: home, courseId, itemId.
import { writeSync } from 'node:fs';
import { FileProgressStore } from '../../src/node/state/progress-store.js';
import { nodeFiles } from '../../src/node/files/files.js';
import { bigProgress } from './progress-samples.js';

const [home = '', courseId = '', itemId = ''] = process.argv.slice(2);

const store = new FileProgressStore({
  home,
  files: nodeFiles,
  clock: Date,
  report: (problem) => writeSync(2, `${problem.message}\n`),
});

const run = async (): Promise<void> => {
  for (;;) {
    const after = await store.update(courseId, itemId, (before) =>
      bigProgress((before.exercises['e']?.count ?? 0) + 1),
    );
    writeSync(1, `${after.exercises['e']?.count}\n`);
  }
};
void run();
