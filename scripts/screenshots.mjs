// Takes the README's screenshots anew: runs the end-to-end suite, which looks at every screen, and keeps those made for the README.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'package', 'e2e'], { cwd: root, stdio: 'inherit' });
if (status !== 0) throw new Error('The end-to-end suite failed: its screens may be wrong.');
const taken = path.join(root, '.cache', 'screenshots');
const kept = path.join(root, 'media', 'screenshots');
mkdirSync(kept, { recursive: true });
for (const name of readdirSync(taken).filter((file) => file.startsWith('readme-'))) {
  copyFileSync(path.join(taken, name), path.join(kept, name.slice('readme-'.length)));
}
