import { describe, expect, it } from 'vitest';
import {
  backupName,
  keptBackups,
  nextStamp,
  parseBackupName,
  surplusStamps,
} from '../../../src/node/services/postgres/backup-names.js';
import { identifier, literal } from '../../../src/node/services/postgres/client.js';
import {
  isOfSeed,
  isSeedDatabase,
  readMarker,
  seedDatabaseOf,
  seedDigest,
  writeMarker,
} from '../../../src/node/services/postgres/marker.js';
import { parsePostmasterFile } from '../../../src/node/services/postgres/postmaster-file.js';
import { seedError } from '../../../src/node/services/postgres/seed-error.js';
import { serverSettings } from '../../../src/node/services/postgres/settings.js';
import { lostPort, startError, stillLeaving } from '../../../src/node/services/postgres/start-error.js';

describe('names of databases', () => {
  it('fit into what PostgreSQL keeps of a name', () => {
    expect(backupName('a'.repeat(41), '20261121011400').length).toBeLessThanOrEqual(63);
  });

  it('of backups can be read back', () => {
    expect(parseBackupName('my_backup_1_backup_20261121011400')).toEqual({
      database: 'my_backup_1',
      stamp: '20261121011400',
    });
    expect(parseBackupName('my_backup_2026')).toBeUndefined();
  });

  it('of backups only ever go up', () => {
    const now = Date.UTC(2026, 10, 21, 1, 14, 0);
    expect(nextStamp([], now)).toBe('20261121011400');
    expect(nextStamp(['20261121011359'], now)).toBe('20261121011400');
    expect(nextStamp(['20261121011400'], now)).toBe('20261121011401');
    expect(nextStamp(['20261231235959'], now)).toBe('20270101000000');
  });

  it('of surplus backups are never the newest', () => {
    const stamps = Array.from({ length: keptBackups + 2 }, (_, index) => `2026112101140${index}`);
    expect(surplusStamps(stamps.toReversed())).toEqual(stamps.slice(0, 2));
    expect(surplusStamps(stamps.slice(0, keptBackups))).toEqual([]);
  });

  it('of seeds tell which seed', () => {
    const digest = seedDigest('SELECT 1');
    expect(isSeedDatabase(seedDatabaseOf(digest))).toBe(true);
    expect(isOfSeed(seedDatabaseOf(digest), digest)).toBe(true);
    expect(isOfSeed(seedDatabaseOf(seedDigest('')), digest)).toBe(false);
    expect(isSeedDatabase('delabs_seed_of_mine')).toBe(false);
  });

  it('and texts survive quoting', () => {
    expect(identifier('a"b')).toBe('"a""b"');
    expect(literal("it's")).toBe("'it''s'");
    expect(literal("a\\'b")).toBe("E'a\\\\''b'");
  });
});

describe('the mark on a database', () => {
  it('is read as it was written', () => {
    const marker = { lab: 'songs', seed: seedDigest('x') };
    expect(readMarker(writeMarker(marker))).toEqual(marker);
  });

  it.each([null, '', 'delabs', 'delabs lab=x', 'delabs lab=x seed=short', `my delabs lab=x seed=${'0'.repeat(64)}`])(
    'is not seen in %j',
    (comment) => expect(readMarker(comment)).toBeUndefined(),
  );
});

describe('postmaster.pid', () => {
  const file = (status: string) => `4711\n/data\n1700000000\n5433\n\n127.0.0.1\n  123 4\n${status}\n`;

  it('tells who, where and whether', () => {
    expect(parsePostmasterFile(file('ready   '))).toEqual({ pid: 4711, port: 5433, ready: true });
    expect(parsePostmasterFile(file('starting'))).toMatchObject({ ready: false });
    expect(parsePostmasterFile('4711\n/data\n1700000000\n')).toEqual({ pid: 4711, port: undefined, ready: false });
    expect(parsePostmasterFile('')).toBeUndefined();
    expect(parsePostmasterFile('-4711\n')).toBeUndefined();
  });
});

describe('settings', () => {
  it('never give up durability for a learner', () => {
    const durable = serverSettings(true).join(' ');
    expect(durable).not.toMatch(/fsync|synchronous_commit|full_page_writes/);
    expect(durable).toContain('listen_addresses=127.0.0.1');
    expect(serverSettings(false)).toContain('fsync=off');
  });
});

describe('the words of a server that did not start', () => {
  it('are understood', () => {
    expect(lostPort('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
    expect(stillLeaving('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
    expect(stillLeaving('FATAL:  lock file "postmaster.pid" already exists')).toBe(true);
    expect(startError('FATAL:  could not write lock file "postmaster.pid": No space left on device', '/x').code).toBe(
      'disk-full',
    );
    expect(startError('FATAL:  could not open file: Permission denied', '/x').code).toBe('permission-denied');
    expect(startError('PANIC:  oh', '/x')).toMatchObject({ code: 'service-failed', data: { detail: 'PANIC:  oh' } });
  });
});

describe('an error in a seed', () => {
  const seed = (text: string) => ({ file: '/lab/seed.sql', text, digest: '' });
  const server = (more: object) => Object.assign(new Error('syntax error'), { code: '42601', ...more });

  it('is placed by counting characters, not bytes or UTF-16 units', () => {
    const text = "SELECT '𝄞é';\nSELEC 1";
    const position = String(Array.from(text.slice(0, text.indexOf('SELEC 1'))).length + 1);
    expect(seedError(server({ position }), seed(text))).toMatchObject({
      code: 'manifest-invalid',
      data: { line: 2, column: 1 },
    });
  });

  it('names the file even without a place', () => {
    expect(seedError(server({ code: '23505' }), seed('x'))).toMatchObject({ data: { file: '/lab/seed.sql' } });
  });

  it('is told apart from trouble of the server', () => {
    for (const code of ['57P01', '53100', '08006', 'ECONNRESET']) {
      const error = server({ code });
      expect(seedError(error, seed('x'))).toBe(error);
    }
  });

  it('has a cure for what psql can and a driver can not', () => {
    expect(seedError(server({}), seed('\\connect x\n'))).toMatchObject({
      data: { cure: expect.stringContaining('psql') as string },
    });
    const copy = seed('copy t (a)\n from stdin;');
    expect(seedError(server({}), copy)).toMatchObject({ data: { cure: expect.stringContaining('INSERT') as string } });
  });
});
