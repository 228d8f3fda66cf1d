#!/usr/bin/env node
// `npx delabs …` in a clone: builds the command line when that was not done yet, then runs it.
import { existsSync } from 'node:fs';
import { ensureDependencies } from './setup.mjs';

const cli = new URL('../dist/cli.mjs', import.meta.url);
if (!existsSync(cli)) {
  ensureDependencies();
  const { buildAll } = await import('./build.mjs');
  await buildAll();
}
await import(cli.href);
