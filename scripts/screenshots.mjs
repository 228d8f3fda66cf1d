// Takes the README's pictures anew: the end-to-end suite looks at every screen in every theme, and those made for the
// README are kept. The others stay in .cache/screenshots, for people to judge.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const taken = path.join(root, '.cache', 'screenshots');
const kept = path.join(root, 'media', 'screenshots');
const forReadme = /^readme-(.+\.png)$/;

rmSync(taken, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'package', 'e2e'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DELABS_SCREENSHOTS: taken },
});
if (status !== 0) throw new Error('The end-to-end suite failed: its screens may be wrong.');
mkdirSync(kept, { recursive: true });
for (const name of readdirSync(taken)) {
  const [, picture] = forReadme.exec(name) ?? [];
  if (picture) copyFileSync(path.join(taken, name), path.join(kept, picture));
}
