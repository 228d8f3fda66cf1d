import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';

let lab: LabWorld;
beforeAll(async () => { lab = await openLabWorld(); });
afterAll(() => lab.close());
const q = (over: object = {}): CheckSpec => ({ id: 'a', title: 'A', kind: 'sql.query', expected: { query: 'select title from songs where seconds >= 180' }, ...over } as CheckSpec);
const show = (name: string, r: unknown) => console.log(name, JSON.stringify(r, null, 0));
it('probes', async () => {
  const cases: [string, string | Uint8Array, object?][] = [
    ['right', 'select title from songs where seconds >= 180'],
    ['wrong', 'select title from songs where seconds > 180'],
    ['empty', ''],
    ['comments', '-- hi\n/* there /* nested */ */ ;'],
    ['binary', new Uint8Array([0x73, 0xff, 0xfe, 0x80])],
    ['nul', 'select 1\0; select title from songs where seconds >= 180'],
    ['utf16', Buffer.from('select title from songs where seconds >= 180', 'utf16le')],
    ['crlf bom', '\ufeffselect title\r\nfrom songs\r\nwhere seconds >= 180;\r\n'],
    ['6mb', '-- ' + 'x'.repeat(6 * 1024 * 1024) + '\nselect 1'],
    ['several', 'select 1;\nselect title from songs where seconds > 180;\n'],
    ['several, ends with ddl', 'select title from songs where seconds >= 180;\ncreate table x (a int);'],
    ['emoji syntax error', "select '😀😀', 1;\nselect 'é😀' 2 3;"],
    ['emoji server error', "select '😀😀', 1;\nselect 'é😀', nope from songs;"],
    ['psql', '\\c postgres\nselect 1'],
    ['psql2', 'select 1;\n\\d songs\n'],
    ['copy stdin', 'copy songs from stdin;'],
    ['copy stdin data', 'copy songs from stdin;\n1\tx\n\\.\n'],
    ['copy stdout', 'copy songs to stdout; select title from songs where seconds >= 180'],
    ['terminate self', 'select pg_terminate_backend(pg_backend_pid())'],
    ['multi author', 'select 1', { query: 'select 1; select 2' }],
    ['multi expected', 'select 1 as a', { expected: { query: 'select 1; select 2' } }],
    ['big', 'select * from generate_series(1, 10000000)'],
    ['begin big', 'begin; select * from generate_series(1, 1000000); select title from songs where seconds >= 180; commit'],
    ['timeout', "select count(*) from generate_series(1,1000000000000)", { timeout: 1 }],
    ['lo', "select set_config('default_transaction_read_only','off',false); select lo_create(99)"],
    ['auth', "select rolname, rolpassword from pg_authid"],
    ['drop seed', `do $$ declare d text; begin select datname into d from pg_database where datname like 'delabs_seed%'; raise exception '%', d; end $$`],
    ['for update', 'select * from songs for update'],
  ];
  for (const [name, sql, over] of cases) {
    const before = performance.now();
    const r = await lab.result(sql, q(over)).catch((e: unknown) => e);
    show(`${name} ${Math.round(performance.now() - before)}ms`, r);
  }
  const s = await lab.service();
  const d = await lab.result(`drop database ${s.seedDatabase}`, q());
  show('drop seed', d);
  show('after', await lab.result('select title from songs where seconds >= 180', q()));
  expect(1).toBe(1);
}, 120000);
