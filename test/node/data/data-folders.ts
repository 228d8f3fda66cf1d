import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DataSpec } from '../../../src/core/data/data-spec.js';
import { generate } from '../../../src/core/data/generate.js';

/** Three days: 74 files. */
export const small: DataSpec = { generator: 'sparkify', seed: 3, scale: 1, from: '2018-11-12', days: 3 };

/** Path -> text of every file below a folder. */
export const treeOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );

/** What a folder with the files of a spec holds. */
export const filesOf = (spec: DataSpec): Readonly<Record<string, string>> =>
  Object.fromEntries([...generate(spec).files()].map(({ path: name, text }) => [name, [...text()].join('')]));
