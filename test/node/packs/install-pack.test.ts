import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { installPack, type InstallResult } from '../../../src/app/packs/install-pack.js';
import { listPacks } from '../../../src/app/packs/installed-packs.js';
import { makePack } from '../../../src/app/packs/make-pack.js';
import { courseSource } from '../../../src/app/packs/pack-source.js';
import type { InstallDeps } from '../../../src/app/packs/ports.js';
import { LabError } from '../../../src/core/errors.js';
import { packTools } from '../../../src/node/packs/pack-tools.js';
import { temporaryFolder } from '../temporary.js';
import { courseFiles, courseIn, writeFiles } from './course-fixture.js';
import { deps } from './install-fixture.js';
import { honest, packJson, packWith, rawZip, entriesOf } from './raw-zip.js';

let home = '';
let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  home = path.join(folder, 'home');
});

/** Installs a pack of the honest course whose a.md holds this text. */
const install = (text: string, change: Partial<InstallDeps> = {}): Promise<InstallResult> => {
  const files = { ...honest, 'a.md': text };
  const file = path.join(folder, 'a.labpack');
  writeFileSync(file, rawZip([{ name: 'pack.json', content: packJson(files) }, ...entriesOf(files)]));
  return installPack({ ...deps, ...change }, { file, home });
};
const packHome = (): string => path.join(home, 'packs/sql-basics');
const installedText = async (): Promise<string> =>
  readFileSync(path.join((await listPacks(deps, home))[0]?.folder ?? '', 'a.md'), 'utf8');

describe('an installed pack', () => {
  it('holds what was packed, in a folder named by its content', async () => {
    writeFiles(path.join(folder, 'course'), courseFiles);
    const pack = await makePack(packTools, courseSource(courseIn(path.join(folder, 'course'))), {
      audience: 'graders',
      version: '1.2',
    });
    const file = path.join(folder, 'c.labpack');
    writeFileSync(file, pack.bytes);
    const { pack: installed } = await installPack(deps, { file, home });
    expect(installed).toEqual({
      id: 'sql-basics',
      title: 'SQL basics',
      kind: 'course',
      audience: 'graders',
      version: '1.2',
      contentHash: pack.manifest.contentHash,
      folder: path.join(packHome(), pack.manifest.contentHash),
    });
    for (const [name, text] of Object.entries(courseFiles))
      expect(readFileSync(path.join(installed.folder, name), 'utf8')).toBe(text);
    expect(await listPacks(deps, home)).toEqual([installed]);
    // Packing the installed folder again gives the same pack.
    const again = await makePack(packTools, courseSource(courseIn(installed.folder)), {
      audience: 'graders',
      version: '1.2',
    });
    expect(again.sha256).toBe(pack.sha256);
  });

  it('is never executable, whatever the archive says', async () => {
    const file = path.join(folder, 'x.labpack');
    writeFileSync(file, packWith({ name: 'run.sh', content: '#!/bin/sh\n', unixMode: 0o104777 }));
    const { pack } = await installPack(deps, { file, home });
    expect(statSync(path.join(pack.folder, 'run.sh')).mode & 0o7111).toBe(0);
  });

  it('stays as it is when the same content is installed again', async () => {
    const first = await install('one');
    const before = statSync(path.join(first.pack.folder, 'a.md'));
    const second = await install('one');
    expect([first.changed, second.changed]).toEqual([true, false]);
    const after = statSync(path.join(first.pack.folder, 'a.md'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('is mended by installing it again', async () => {
    const { pack } = await install('one');
    writeFileSync(path.join(pack.folder, 'a.md'), 'two');
    expect((await install('one')).changed).toBe(true);
    expect(await installedText()).toBe('one');
  });

  it('takes the place of an older version, which goes last', async () => {
    await install('one');
    const during: string[] = [];
    await install('two', {
      validate: async (temporary, complete) => {
        during.push(await installedText());
        return deps.validate(temporary, complete);
      },
    });
    expect(during).toEqual(['one']);
    expect(await installedText()).toBe('two');
    expect(readdirSync(packHome()).filter((name) => name !== 'current.json')).toHaveLength(1);
  });
});

/** Every way to fail in the middle: the first of these operations that is asked for throws. */
const failing = (operation: 'move' | 'replace' | 'write' | 'validate'): Partial<InstallDeps> => {
  const fail = (): Promise<never> => Promise.reject(new LabError('disk-full', `no room at ${operation}`));
  return operation === 'write' || operation === 'validate'
    ? { [operation]: fail }
    : { files: { ...deps.files, [operation]: fail } };
};

describe('an install that fails or is killed', () => {
  it.each(['write', 'validate', 'move', 'replace'] as const)(
    'at %s leaves the older version, and the next works',
    async (operation) => {
      await install('one');
      await expect(install('two', failing(operation))).rejects.toMatchObject({ code: 'disk-full' });
      expect(await installedText()).toBe('one');
      expect(readdirSync(packHome()).some((name) => name.startsWith('.incoming'))).toBe(false);
      expect((await install('two')).changed).toBe(true);
      expect(await installedText()).toBe('two');
      expect(readdirSync(packHome())).toHaveLength(2);
    },
  );

  it('and could not clean up is cleaned up by the next', async () => {
    await install('one');
    mkdirSync(path.join(packHome(), '.incoming-killed/labs'), { recursive: true });
    writeFileSync(path.join(packHome(), '.incoming-killed/labs/x'), 'half');
    mkdirSync(path.join(packHome(), 'f'.repeat(64)));
    expect((await listPacks(deps, home)).map((pack) => pack.id)).toEqual(['sql-basics']);
    await install('two');
    expect(readdirSync(packHome()).sort()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), 'current.json']);
  });

  it('after its folder was in place is finished by the next', async () => {
    await install('one');
    const two = { files: { ...deps.files, replace: () => Promise.reject(new LabError('disk-full', 'killed here')) } };
    await expect(install('two', two)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await installedText()).toBe('one');
    await install('two');
    expect(await installedText()).toBe('two');
  });

  it('can be cancelled between two files', async () => {
    const controller = new AbortController();
    const file = path.join(folder, 'a.labpack');
    writeFileSync(file, packWith());
    const stop: Partial<InstallDeps> = {
      write: async (target, content) => {
        await deps.write(target, content);
        controller.abort();
      },
    };
    const cancelled = installPack({ ...deps, ...stop }, { file, home, signal: controller.signal });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(packHome())).toEqual([]);
  });

  it('two windows may install at once', async () => {
    const [one, two] = await Promise.all([install('same'), install('same')]);
    expect([one.changed, two.changed].sort()).toEqual([false, true]);
    expect(await installedText()).toBe('same');
  });
});

describe('the list of packs', () => {
  it('is empty before anything is installed', async () => {
    expect(await listPacks(deps, home)).toEqual([]);
    expect(existsSync(home)).toBe(false);
  });

  it('leaves out what is damaged, and installing mends it', async () => {
    const { pack } = await install('one');
    for (const damage of [
      () => writeFileSync(path.join(packHome(), 'current.json'), '{'),
      () => writeFileSync(path.join(pack.folder, 'pack.json'), '{}'),
      () => writeFileSync(path.join(packHome(), 'current.json'), JSON.stringify({ contentHash: 'f'.repeat(64) })),
    ]) {
      damage();
      expect(await listPacks(deps, home)).toEqual([]);
      await deps.files.remove(path.join(pack.folder, 'a.md'));
      await install('one');
      expect((await listPacks(deps, home)).map((listed) => listed.id)).toEqual(['sql-basics']);
    }
  });

  it('tells when it may not be read', async () => {
    await install('one');
    const denied = new LabError('permission-denied', 'not yours');
    const files = { ...deps.files, readText: () => Promise.reject(denied) };
    await expect(listPacks({ files }, home)).rejects.toBe(denied);
  });
});
