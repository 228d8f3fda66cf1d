import { describe, expect, it } from 'vitest';
import { instanceId } from '../../../src/node/services/instance.js';
import { parseRecord } from '../../../src/node/services/record.js';

const supervisor = { pid: 1, startedAt: 'a' };

describe('service.json', () => {
  it('is read as it was written', () => {
    const record = {
      ...{ run: 'r', state: 'failed', message: 'm', supervisor, server: { pid: 2, startedAt: 'b' } },
      failure: { code: 'service-failed', data: { cure: 'c' } },
    };
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
    expect(parseRecord(JSON.stringify({ ...record, state: 'ready', port: 5432 }))?.port).toBe(5432);
  });

  it.each([
    '',
    '{',
    '[]',
    '{}',
    JSON.stringify({ run: 'r', state: 'happy', message: '', supervisor }),
    JSON.stringify({ run: 'r', state: 'ready', message: '' }),
  ])('is nothing when it reads %j', (text) => expect(parseRecord(text)).toBeUndefined());
});

describe('an instance', () => {
  const spec = { kind: 'postgres', version: 18, databases: ['a'] } as const;

  it('is the same for every window of a workspace, and only for it', () => {
    const id = instanceId({ labId: 'lab', workspace: '/w' }, 'db', spec);
    expect(instanceId({ labId: 'lab', workspace: '/w/' }, 'db', { ...spec, databases: ['b'] })).toBe(id);
    const others = [
      instanceId({ labId: 'lab', workspace: '/v' }, 'db', spec),
      instanceId({ labId: 'lab', workspace: undefined }, 'db', spec),
      instanceId({ labId: 'other', workspace: '/w' }, 'db', spec),
      instanceId({ labId: 'lab', workspace: '/w' }, 'db2', spec),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});
