import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostgresSpec } from '../../../src/core/service/service.js';
import { ensureInstalled } from '../../../src/node/toolchain/install.js';
import { ensurePostgres } from '../../support/postgres.js';
import type { ServiceHome } from '../../support/service-home.js';
import { never, openServiceHome } from '../../support/service-home.js';
import { openTinyRegistry } from '../../support/tiny-registry.js';

/** Small disks can be made by root only, and not in every container. */
const mount = (folder: string, size: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const probe = await mkdtemp(path.join(tmpdir(), 'delabs-mount-'));
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mount(probe, '64k');
if (canMount) execFileSync('umount', [probe]);
await rm(probe, { recursive: true });

const spec: PostgresSpec = { kind: 'postgres', version: 18, databases: ['studentdb'] };
const owner = { labId: 'full', workspace: '/workspace' };
const full = { code: 'disk-full', data: { cure: expect.stringContaining('Free some space') as string } };

// Skipped (and counted as such) where no small disk can be mounted.
describe.skipIf(!canMount)('on a disk', () => {
  let disk: string;
  let home: ServiceHome | undefined;
  beforeEach(async () => {
    disk = await mkdtemp(path.join(tmpdir(), 'delabs-disk-'));
    await chmod(disk, 0o755);
  });
  afterEach(async () => {
    await home?.stopAll();
    home = undefined;
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true });
  });

  it('that is full, a download says so and leaves nothing', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'delabs-registry-'));
    const registry = await openTinyRegistry(folder, { 'native/share/big': 'x'.repeat(400_000) });
    mount(disk, '200k');
    const { artefact, env } = registry;
    const installing = ensureInstalled({ artefact, toolchain: disk, env, signal: never, onProgress: () => undefined });
    await expect(installing).rejects.toMatchObject(full);
    expect(await readdir(disk)).toEqual([]);
    await registry.close();
    await rm(folder, { recursive: true });
  });

  it.each(['1m', '45m', '66m'])(
    'of %s, a server says so, leaves no process, and starts when there is room',
    async (size) => {
      mount(disk, size);
      home = await openServiceHome(disk);
      await expect(ensurePostgres(home.user(), owner, spec)).rejects.toMatchObject(full);
      execFileSync('mount', ['-o', 'remount,size=300m', disk]);
      await home.stopAll();
      const stopped = home;
      // A supervisor that has said its last word may take a moment to be gone.
      await expect.poll(() => stopped.processes(), { timeout: 10_000 }).toEqual([]);
      const service = await ensurePostgres(home.user(), owner, spec);
      expect(service.endpoint().database).toBe('studentdb');
    },
  );

  it('that has become read-only, says so', async () => {
    mount(disk, '300m');
    home = await openServiceHome(disk);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const expected = { code: 'permission-denied', data: { cure: expect.any(String) as string } };
    await expect(ensurePostgres(home.user(), owner, spec)).rejects.toMatchObject(expected);
  });

  it('without room for a single file, says so', async () => {
    mount(disk, '64k');
    await writeFile(path.join(disk, 'filler'), 'x'.repeat(64 * 1024)).catch(() => undefined);
    home = await openServiceHome(disk);
    await expect(ensurePostgres(home.user(), owner, spec)).rejects.toMatchObject(full);
  });
});
