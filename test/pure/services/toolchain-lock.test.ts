import { describe, expect, it } from 'vitest';
import { downloadError } from '../../../src/node/toolchain/download-error.js';
import { postgresArtefact } from '../../../src/node/toolchain/lock.js';
import { parseLinks } from '../../../src/node/toolchain/unpack.js';

const platforms = [
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['win32', 'arm64'],
] as const;

describe('the lock file', () => {
  it.each(platforms)('pins PostgreSQL for %s %s', (os, arch) => {
    const artefact = postgresArtefact(os, arch);
    expect(artefact.version).toBe('18.4.0-beta.17');
    expect(Buffer.from(artefact.integrity.replace('sha512-', ''), 'base64')).toHaveLength(64);
    expect(artefact.size).toBeGreaterThan(20_000_000);
  });

  it('pins another file for every platform that has its own', () => {
    expect(new Set(platforms.map(([os, arch]) => postgresArtefact(os, arch).integrity)).size).toBe(5);
  });

  it.each([
    ['freebsd', 'x64'],
    ['linux', 'riscv64'],
    ['darwin', 'ppc'],
    ['', ''],
  ])('says what to do on %s %s', (os, arch) => {
    const expected = expect.objectContaining({
      code: 'unsupported-platform',
      message: expect.stringContaining(`${os}-${arch}`) as string,
    });
    expect(() => postgresArtefact(os, arch)).toThrow(expected as Error);
  });
});

describe('a failed download', () => {
  const error = (code: string) =>
    downloadError(Object.assign(new Error('no'), { code }), postgresArtefact('linux', 'x64'), '/toolchain');

  it.each([
    ['EINTEGRITY', 'digest-mismatch', /registry/],
    ['ENOSPC', 'disk-full', /space/],
    ['EACCES', 'permission-denied', /right/],
    ['ENOTFOUND', 'download-failed', /proxy/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'download-failed', /cafile/],
    ['E401', 'download-failed', /npm login/],
    ['E404', 'download-failed', /registry/],
    ['ENOTCACHED', 'download-failed', /offline/],
    ['EWHATEVER', 'download-failed', /network/],
  ])('%s is %s with its own cure', (code, expected, cure) => {
    expect(error(code)).toMatchObject({ code: expected, data: { cure: expect.stringMatching(cure) as string } });
  });
});

describe('the list of links', () => {
  const links = (source: string, target: string) => JSON.stringify([{ source, target }]);

  it('is taken as it is when every link stays in its folder', () => {
    expect(parseLinks(links('native/lib/a.so.1', 'native/lib/a.so'))).toHaveLength(1);
  });

  it.each([
    links('native/lib/a', 'native/../a'),
    links('../lib/a', 'native/lib/b'),
    links('native/lib/a', 'native/bin/b'),
    links('/lib/a', '/lib/b'),
    links('native\\lib\\a', 'native\\lib\\b'),
    '{}',
    '[1]',
  ])('is refused when it reads %s', (text) => {
    expect(() => parseLinks(text)).toThrow(expect.objectContaining({ code: 'pack-invalid' }) as Error);
  });
});
