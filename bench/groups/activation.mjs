// What the extension costs a window, and what a learner waits for who goes on with a lab.
import path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { measureInHost } from '../in-host.mjs';
import { median } from '../statistics.mjs';

const windows = 3;

export const activation = {
  figures: {
    load: { what: 'loading the extension, as VS Code measures it', unit: 'ms' },
    activate: { what: 'activating the extension, as VS Code measures it', unit: 'ms', goal: '<= 20' },
    start: {
      what: 'Start lab to open file and answering database, server stopped before',
      unit: 'ms',
      goal: '<= 2000',
    },
  },
  async measure({ scratch, log, ...context }) {
    const measured = [];
    for (let window = 1; window <= windows; window += 1) {
      log(`Window ${window} of ${windows}…`);
      const own = path.join(scratch, String(window));
      await mkdir(own);
      measured.push(
        await measureInHost(new URL('../host/activation.mjs', import.meta.url), { ...context, scratch: own }),
      );
    }
    return {
      load: { value: median(measured.map(({ load }) => load)) },
      activate: { value: median(measured.map(({ activate }) => activate)) },
      start: { value: median(measured.flatMap(({ warm }) => warm)) },
    };
  },
};
