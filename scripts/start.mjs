// `npm start`: from a fresh clone to the Labs view. `--headless` (or CI, or no terminal) plays the main job in the terminal instead.
import { ensureDependencies } from './setup.mjs';

ensureDependencies();
const headless = process.argv.includes('--headless') || Boolean(process.env.CI) || !process.stdout.isTTY;
const { buildVsix } = await import('./vsix.mjs');
console.error('Building the extension…');
const vsix = await buildVsix();
if (headless) {
  const { playMainJob } = await import('./main-job.mjs');
  process.exitCode = await playMainJob();
} else {
  const { openEditor } = await import('./open-editor.mjs');
  process.exitCode = await openEditor(vsix);
}
