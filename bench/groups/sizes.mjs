// What a user downloads and what is loaded: kilobytes of 1,000 bytes.
import { stat } from 'node:fs/promises';
import path from 'node:path';

const files = {
  extension: ['dist', 'extension.js'],
  webview: ['dist', 'webview.js'],
  vsix: ['out', 'data-engineering-labs.vsix'],
};

export const sizes = {
  figures: {
    extension: { what: 'extension.js', unit: 'KB', goal: '<= 350' },
    webview: { what: 'webview.js', unit: 'KB', goal: '<= 200' },
    vsix: { what: 'VSIX', unit: 'KB', goal: '<= 3000' },
  },
  async measure({ root }) {
    const measured = Object.entries(files).map(async ([name, file]) => [
      name,
      { value: (await stat(path.join(root, ...file))).size / 1000 },
    ]);
    return Object.fromEntries(await Promise.all(measured));
  },
};
