// Size gates of what is shipped: fails when one is more than a tenth over its goal.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from './setup.mjs';

/** Goals in kilobytes (1,000 bytes). */
const goals = { 'dist/extension.js': 350, 'dist/webview.js': 200, 'out/data-engineering-labs.vsix': 3_000 };

let over = 0;
for (const [file, goal] of Object.entries(goals)) {
  const size = (await stat(path.join(root, file))).size / 1_000;
  const ok = size <= goal * 1.1;
  if (!ok) over += 1;
  console.log(`${ok ? 'ok  ' : 'OVER'} ${file} ${size.toFixed(0)} KB (goal ${goal} KB)`);
}
process.exitCode = over === 0 ? 0 : 1;
