// Packs the course of course-fixture.ts for learners and writes the sum of its bytes. Argument: folder.
import { writeSync } from 'node:fs';
import { makePack } from '../../../src/app/packs/make-pack.js';
import { courseSource } from '../../../src/app/packs/pack-source.js';
import { packTools } from '../../../src/node/packs/pack-tools.js';
import { courseIn } from './course-fixture.js';

const [folder = ''] = process.argv.slice(2);
const run = async (): Promise<void> => {
  const pack = await makePack(packTools, courseSource(courseIn(folder)), { audience: 'learners' });
  writeSync(1, pack.sha256);
};
void run();
