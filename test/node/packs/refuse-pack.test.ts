import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { installPack } from '../../../src/app/packs/install-pack.js';
import { listPacks } from '../../../src/app/packs/installed-packs.js';
import { packLimits, type PackLimits } from '../../../src/app/packs/limits.js';
import { toLabError } from '../../../src/core/errors.js';
import { temporaryFolder } from '../temporary.js';
import { deps } from './install-fixture.js';
import { entriesOf, honest, packJson, packWith, rawZip, type RawEntry } from './raw-zip.js';

let home = '';
let file = '';
beforeEach(async () => {
  const folder = await temporaryFolder();
  home = path.join(folder, 'home/deep/down');
  file = path.join(folder, 'hostile.labpack');
});

const kb = 1024;
const description = (change: Readonly<Record<string, unknown>> = {}): RawEntry => ({
  name: 'pack.json',
  content: packJson(honest, change),
});
const files = entriesOf(honest);
/** A pack with this pack.json and the honest files. */
const alone = (content: string | Uint8Array): Buffer => rawZip([{ name: 'pack.json', content }, ...files]);
/** A pack whose pack.json lists `listed` further, and that has these entries besides. */
const listing = (listed: Readonly<Record<string, string>>, ...entries: readonly RawEntry[]): Buffer =>
  rawZip([{ name: 'pack.json', content: packJson({ ...honest, ...listed }) }, ...files, ...entries]);
const small = (name: string): RawEntry => ({ name, content: 'x'.repeat(600) });
/** 4 MB of zeros in 4 KB. */
const bomb = (claimedSize = 4 * kb * kb): RawEntry => ({
  name: 'bomb',
  content: new Uint8Array(4 * kb * kb),
  deflate: true,
  claimedSize,
});

/** The message that installing is refused with. There is a cure, and nothing of the pack is anywhere. */
const refusal = async (bytes: Uint8Array, limits: Partial<PackLimits> = {}): Promise<string> => {
  writeFileSync(file, bytes);
  const install = installPack(deps, { file, home, limits: { ...packLimits, ...limits } });
  const error = await install.then(
    () => expect.unreachable('it was installed'),
    (reason: unknown) => toLabError(reason),
  );
  expect([error.code, error.data.file]).toEqual(['pack-invalid', file]);
  expect(error.data.cure).toMatch(/^[A-Z].*\.$/);
  expect(await listPacks(deps, home)).toEqual([]);
  const packHome = path.join(home, 'packs/sql-basics');
  expect(existsSync(packHome) ? readdirSync(packHome) : []).toEqual([]);
  expect(readdirSync(path.dirname(file)).filter((name) => name !== 'home')).toEqual(['hostile.labpack']);
  return error.message;
};

describe('the hand-made packs of these tests', () => {
  it.each([
    ['stored', false],
    ['deflated', true],
  ])('are installed when they are honest (%s)', async (_name, deflate) => {
    writeFileSync(file, packWith({ name: 'größe/☃.md', content: 'x'.repeat(3000), deflate }));
    expect((await installPack(deps, { file, home })).changed).toBe(true);
    expect(readdirSync((await listPacks(deps, home))[0]?.folder ?? '')).toEqual([
      'a.md',
      'course.yaml',
      'größe',
      'pack.json',
    ]);
  });
});

describe('a name is refused:', () => {
  it.each([
    ['../evil.md', /evil/],
    ['a/../../evil.md', /evil/],
    ['..', /\.\./],
    ['/etc/evil', /absolute/],
    ['C:/evil', /absolute|drive letter/],
    ['c:evil', /absolute|drive letter/],
    ['..\\evil.md', /invalid characters|backslash/],
    ['a\\evil.md', /invalid characters|backslash/],
    ['a\0.md', /control character/],
    ['a\nb.md', /control character/],
    ['a\u202Edm.exe', /control character/],
    ['./b.md', /empty part/],
    ['a//b.md', /empty part/],
    ['', /empty part/],
    ['b.md:stream', /Windows does not allow/],
    ['sub/NUL.txt', /device on Windows/],
    ['com1', /device on Windows/],
    ['b.md.', /ends with a dot/],
    ['b /c.md', /ends with a dot or a space/],
    ['x'.repeat(201), /longer than/],
  ])('%j', async (name, says) => {
    expect(await refusal(packWith({ name, content: 'x' }))).toMatch(says);
  });

  it.each([
    ['twice', 'b.md', 'b.md'],
    ['in two cases', 'b.md', 'B.MD'],
    ['composed and decomposed', 'caf\u00e9.md', 'cafe\u0301.md'],
    ['with ß and SS', 'straße.md', 'STRASSE.md'],
    ['of pack.json in other letters', 'PACK.json', 'c.md'],
    ['of a file as a folder', 'b', 'B/c.md'],
  ])('%s', async (_name, one, two) => {
    const pack = listing({ [one]: 'x', [two]: 'x' }, { name: one, content: 'x' }, { name: two, content: 'x' });
    expect(await refusal(pack)).toMatch(/the same file on some systems/);
  });

  it('in a local header is not believed', async () => {
    writeFileSync(file, packWith({ name: 'b.md', content: 'x', localName: '../evil.md' }));
    const { pack } = await installPack(deps, { file, home });
    expect(readdirSync(pack.folder)).toContain('b.md');
    expect(existsSync(path.join(home, 'packs/sql-basics/evil.md'))).toBe(false);
  });
});

describe('an entry is refused:', () => {
  it.each<[string, RawEntry, RegExp]>([
    ['a symbolic link', { name: 'link', content: '/etc/passwd', unixMode: 0o120777 }, /symbolic link/],
    ['a link named like a folder', { name: 'link/', content: '/etc', unixMode: 0o120777 }, /symbolic link/],
    ['a folder', { name: 'sub/', content: '' }, /is a folder/],
    ['a folder by its mode', { name: 'sub', content: '', unixMode: 0o040755 }, /is a folder/],
    ['a device', { name: 'dev', content: '', unixMode: 0o020644 }, /not a regular file/],
    ['encrypted', { name: 'b.md', content: 'x', flags: 1, packed: Buffer.alloc(13) }, /is encrypted/],
    ['strongly encrypted', { name: 'b.md', content: 'x', flags: 0x41 }, /encryption/],
    ['an unknown compression', { name: 'b.md', content: 'x', method: 12 }, /not supported/],
  ])('%s', async (_name, entry, says) => {
    expect(await refusal(packWith(entry))).toMatch(says);
  });
});

describe('a size is refused:', () => {
  const cutOff = { name: 'b', content: 'x'.repeat(500), method: 8, packed: Buffer.from([0xed, 0xc1, 0x01]) };
  const noStream = { name: 'b', content: 'x'.repeat(500), method: 8, packed: Buffer.alloc(40_000, 0xff) };
  const short = { name: 'b', content: 'x'.repeat(10), deflate: true, claimedSize: 50 };
  it.each<[string, Buffer, RegExp, Partial<PackLimits>]>([
    ['too many entries, before they are read', rawZip([description(), ...files], 60_000), /60000 entries/, {}],
    ['too many files', packWith(small('b')), /at most 2/, { entries: 2 }],
    ['a file that is too large', packWith(small('b')), /`b` is .* a file may have/, { file: 500 }],
    ['too much together', packWith(small('b'), small('c')), /come to/, { total: kb }],
    ['a bomb', packWith(bomb()), /inflates to more than 100 times/, {}],
    ['a bomb that claims little', packWith(bomb(10)), /`bomb`/, {}],
    ['a bomb that claims what is listed', listing({ bomb: 'x'.repeat(10) }, bomb(10)), /`bomb` is damaged/, {}],
    ['a file with less than it claims', listing({ b: 'x'.repeat(50) }, short), /`b` is damaged/, {}],
    ['a stored file with more than it claims', packWith({ ...small('b'), claimedSize: 1 }), /size/, {}],
    ['a stream that is cut off', packWith(cutOff), /`b` is damaged/, {}],
    ['a stream that is none', packWith(noStream), /`b` is damaged/, {}],
  ])('%s', async (_name, bytes, says, limits) => {
    expect(await refusal(bytes, limits)).toMatch(says);
  });
});

describe('pack.json is refused:', () => {
  type Listed = { path: string; size: number; sha256: string };
  const altered = (alter: (one: Listed) => Listed): Buffer => alone(packJson(honest, {}, alter));
  const otherSum = (one: Listed): Listed => ({
    ...one,
    sha256: one.sha256.replace(/^./, (x) => (x === '0' ? '1' : '0')),
  });
  const twice = [...(JSON.parse(packJson(honest)) as { files: Listed[] }).files].flatMap((one) => [one, one]);
  const onlyCourse = { name: 'course.yaml', content: honest['course.yaml'] ?? '' };
  it.each<[string, Buffer, RegExp, Partial<PackLimits>]>([
    ['not there', rawZip(files), /first entry is not `pack.json`/, {}],
    ['not the first', rawZip([...files, description()]), /first entry is not `pack.json`/, {}],
    ['too large', alone(packJson(honest)), /too large/, { manifest: 100 }],
    ['not JSON', alone('{'), /not a pack description/, {}],
    ['not UTF-8', alone(Buffer.from([0xff, 0x7b])), /not UTF-8/, {}],
    ['a bomb', rawZip([{ ...bomb(), name: 'pack.json' }, ...files]), /`pack.json` inflates/, {}],
    ['an id that is a device', alone(packJson(honest, { id: 'con' })), /device/, {}],
    ['a file not listed', rawZip([description(), ...files, { name: 'b.md' }]), /`b.md` is not listed/, {}],
    ['a file missing', rawZip([description(), onlyCourse]), /`a.md` .* missing/, {}],
    ['a file listed twice', alone(packJson(honest, { files: twice })), /twice/, {}],
    ['a wrong size', altered((one) => ({ ...one, size: one.size + 1 })), /size/, {}],
    ['a wrong sum', altered(otherSum), /is not the file that `pack.json` describes/, {}],
    ['a wrong content hash', alone(packJson(honest, { contentHash: '0'.repeat(64) })), /content hash/, {}],
  ])('%s', async (_name, bytes, says, limits) => {
    expect(await refusal(bytes, limits)).toMatch(says);
  });

  it.each([
    ['format', 0],
    ['format', '1'],
    ['id', 'Not An Id'],
    ['id', '../x'],
    ['id', 7],
    ['title', ''],
    ['kind', 'virus'],
    ['audience', 'everyone'],
    ['files', []],
    ['contentHash', 'abc'],
  ])('%s: %j', async (key, value) => {
    expect(await refusal(alone(packJson(honest, { [key]: value })))).toMatch(/pack description|wrong value at/);
  });

  it('a newer format, with the advice to update', async () => {
    expect(await refusal(alone(JSON.stringify({ format: 2, anything: 'else' })))).toMatch(
      /newer version \(pack format 2/,
    );
    await expect(installPack(deps, { file, home })).rejects.toMatchObject({
      data: { cure: expect.stringContaining('Update') as string },
    });
  });
});

describe('an archive is refused:', () => {
  const noDirectory = packWith().toString('latin1').replaceAll('PK\u0001\u0002', 'PKxx');
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('this is not a zip archive, whatever its name says')],
    ['a half', packWith().subarray(0, 200)],
    ['a damaged directory', Buffer.from(noDirectory, 'latin1')],
  ])('%s', async (_name, bytes) => {
    expect(await refusal(bytes)).toMatch(/zip archive|list of files/);
  });

  it.each([
    [
      'manifests that do not load',
      'title: no id\n',
      /do not load \(course.yaml:3: The course in course.yaml has no id/,
    ],
    ['another course than pack.json says', 'id: other\n', /calls it `sql-basics` and its course.yaml `other`/],
  ])('%s', async (_name, course, says) => {
    const content = { ...honest, 'course.yaml': course };
    expect(await refusal(rawZip([{ name: 'pack.json', content: packJson(content) }, ...entriesOf(content)]))).toMatch(
      says,
    );
  });

  it('but one that is not there is missing', async () => {
    await expect(installPack(deps, { file: '/no/such.labpack', home })).rejects.toMatchObject({ code: 'file-missing' });
  });
});
