import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceProgress } from '../../../src/core/service/service.js';
import { freePort } from '../../../src/node/process/ports.js';
import type { InstallRequest } from '../../../src/node/toolchain/install.js';
import { ensureInstalled } from '../../../src/node/toolchain/install.js';
import { eventually, never } from '../../support/service-home.js';
import type { TinyRegistry } from '../../support/tiny-registry.js';
import { openTinyRegistry } from '../../support/tiny-registry.js';

const files = {
  'package.json': '{}',
  'native/bin/run': '#!/bin/sh\n',
  'native/lib/libthing.so.1.2': 'x'.repeat(300_000),
  'native/share/text': 'text',
  'native/pg-symlinks.json': JSON.stringify([
    { source: 'native/lib/libthing.so.1.2', target: 'native/lib/libthing.so' },
  ]),
  'scripts/hydrate-symlinks.js': 'throw new Error("never run")',
};

let folder: string;
let registry: TinyRegistry;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'delabs-toolchain-'));
  registry = await openTinyRegistry(folder, files);
});
afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

const toolchain = (): string => path.join(folder, 'toolchain');
const install = (more: Partial<InstallRequest> = {}): Promise<string> => {
  const { artefact, env } = registry;
  return ensureInstalled({
    artefact,
    toolchain: toolchain(),
    env,
    signal: never,
    onProgress: () => undefined,
    ...more,
  });
};
const left = async (): Promise<string[]> => readdir(toolchain());

describe('the toolchain', () => {
  it('unpacks the native part of a package, with links and rights, and nothing else', async () => {
    const installed = await install();
    expect((await readdir(installed, { recursive: true })).sort()).toEqual(
      ['bin', 'bin/run', 'lib', 'lib/libthing.so', 'lib/libthing.so.1.2', 'share', 'share/text'].map(path.normalize),
    );
    expect(await readlink(path.join(installed, 'lib/libthing.so'))).toBe('libthing.so.1.2');
    expect((await stat(path.join(installed, 'bin/run'))).mode & 0o777).toBe(0o755);
    expect((await stat(path.join(installed, 'share/text'))).mode & 0o777).toBe(0o644);
    expect(await left()).toEqual(['thing-1.0.0']);
  });

  it('costs no request when it is there', async () => {
    await install();
    const before = registry.requests.length;
    await install({ env: { npm_config_registry: 'http://127.0.0.1:1/' } });
    expect(registry.requests.length).toBe(before);
  });

  it('can be used by other users of the computer whatever the umask says', async () => {
    const umask = process.umask(0o077);
    try {
      const installed = await install();
      for (const name of ['', 'bin', 'bin/run', 'lib'])
        expect((await stat(path.join(installed, name))).mode & 0o005, name).toBe(0o005);
    } finally {
      process.umask(umask);
    }
  });

  it('refuses a package that is not the pinned one', async () => {
    registry.answer = (response, tarball) => response.end(Buffer.concat([tarball, Buffer.from('more')]));
    await expect(install()).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(await left()).toEqual([]);
  });

  it('refuses a registry that announces another package under the pinned name', async () => {
    const artefact = { ...registry.artefact, integrity: `sha512-${Buffer.alloc(64).toString('base64')}` };
    await expect(install({ artefact })).rejects.toMatchObject({ code: 'digest-mismatch' });
  });

  it('refuses links that lead out of the package', async () => {
    const links = [{ source: 'native/lib/a', target: 'native/../../../escaped' }];
    await registry.close();
    registry = await openTinyRegistry(folder, { ...files, 'native/pg-symlinks.json': JSON.stringify(links) });
    await expect(install()).rejects.toMatchObject({ code: 'pack-invalid' });
    expect(await left()).toEqual([]);
  });

  it('tells how far it is', async () => {
    registry.answer = (response, tarball) => void dribble(response, tarball, 8);
    const seen: ServiceProgress[] = [];
    await install({ onProgress: (progress) => seen.push(progress) });
    expect(seen.every(({ state }) => state === 'installing')).toBe(true);
    const fractions = seen.map(({ fraction }) => fraction ?? -1);
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    registry.answer = (response, tarball) => void response.write(tarball.subarray(0, 500));
    const controller = new AbortController();
    const installing = install({ signal: controller.signal });
    await eventually('the download has begun', async () =>
      (await readdir(toolchain(), { recursive: true }).catch(() => [])).some((file) => file.endsWith('.tgz')),
    );
    controller.abort();
    await expect(installing).rejects.toMatchObject({ code: 'cancelled' });
    await eventually('everything is removed', async () => (await left()).length === 0);
    registry.answer = (response, tarball) => response.end(tarball);
    expect(await install()).toBe(path.join(toolchain(), 'thing-1.0.0'));
  });

  it('is fetched once by two who want it at the same time; the second one sees how far the first is', async () => {
    registry.answer = (response, tarball) => void dribble(response, tarball, 10);
    const messages: string[] = [];
    const first = install();
    await eventually('the first is at work', () => registry.requests.some((request) => request.endsWith('.tgz')));
    const second = install({ onProgress: ({ message }) => messages.push(message) });
    expect(new Set(await Promise.all([first, second])).size).toBe(1);
    expect(registry.requests.filter((request) => request.endsWith('.tgz'))).toHaveLength(1);
    expect(messages[0]).toContain('Downloading Thing 1.0');
  });

  it('goes on where a killed process has left half a download and a lock', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    const partial = path.join(toolchain(), 'thing-1.0.0.partial');
    await mkdir(path.join(partial, 'native', 'bin'), { recursive: true });
    await writeFile(path.join(partial, 'native', 'bin', 'half'), 'half');
    await writeFile(
      path.join(toolchain(), 'thing-1.0.0.lock'),
      JSON.stringify({ pid: dead.pid, startedAt: 'x', token: 'x' }),
    );
    const installed = await install();
    expect(await readdir(path.join(installed, 'bin'))).toEqual(['run']);
    expect(await left()).toEqual(['thing-1.0.0']);
  });

  it('without a network names the settings to look at', async () => {
    const env = { ...registry.env, npm_config_registry: `http://127.0.0.1:${await freePort()}/` };
    const cure = expect.stringMatching(/registry.*proxy/) as string;
    await expect(install({ env })).rejects.toMatchObject({ code: 'download-failed', data: { cure } });
    expect(await left()).toEqual([]);
  });

  it('says so when the registry does not have the package', async () => {
    const artefact = { ...registry.artefact, name: '@tiny/other' };
    await expect(install({ artefact })).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('does not have it') as string,
    });
  });

  it('reads registry and credentials from the user’s .npmrc', async () => {
    const { npm_config_registry: url, ...env } = registry.env;
    const key = String(url).replace(/^http:/, '');
    await writeFile(path.join(folder, '.npmrc'), `@tiny:registry=${url}\n${key}:_authToken=secret\n`);
    await install({ env });
    expect(await readFile(path.join(toolchain(), 'thing-1.0.0', 'share', 'text'), 'utf8')).toBe('text');
    expect(new Set(registry.credentials)).toEqual(new Set(['Bearer secret']));
  });
});

/** Sends the tarball in that many parts, so slowly that it can be watched. */
const dribble = async (
  response: { write(part: Buffer): void; end(): void },
  tarball: Buffer,
  parts: number,
): Promise<void> => {
  const size = Math.ceil(tarball.length / parts);
  for (let start = 0; start < tarball.length; start += size) {
    response.write(tarball.subarray(start, start + size));
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  response.end();
};
