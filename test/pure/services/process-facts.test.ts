import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  isSameProcess,
  ownIdentity,
  parseIdentity,
  signalProcess,
  waitForExit,
} from '../../../src/node/process/identity.js';
import { parseCim, parsePs, parseStat, processFacts } from '../../../src/node/process/process-facts.js';

describe('what a system tells of a process', () => {
  const stat = (name: string, state: string) =>
    `812 (${name}) ${state} 1 812 812 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 1 2`;

  it('is read from /proc whatever the program is called', () => {
    expect(parseStat(stat('postgres', 'S'))).toBe('98765');
    expect(parseStat(stat('a) Z 1 (b', 'R'))).toBe('98765');
  });

  it('says that a process nobody has collected is gone', () => {
    expect(parseStat(stat('postgres', 'Z'))).toBeUndefined();
    expect(parsePs('Fri Nov 21 01:14:00 2025 Z+   (postgres)\n')).toBeUndefined();
  });

  it('is read from ps, with a date of one digit, too', () => {
    const facts = { startedAt: 'Sat Nov  1 01:14:00 2025', command: '/opt/bin/postgres -D /tmp/a b' };
    expect(parsePs('Sat Nov  1 01:14:00 2025 Ss   /opt/bin/postgres -D /tmp/a b\n')).toEqual(facts);
    expect(parsePs('')).toBeUndefined();
  });

  it('is read from PowerShell', () => {
    const facts = { startedAt: '133766144400000000', command: 'C:\\pg\\postgres.exe -D C:\\data' };
    expect(parseCim('133766144400000000\r\nC:\\pg\\postgres.exe -D C:\\data\r\n')).toEqual(facts);
    expect(parseCim('\r\n')).toBeUndefined();
  });

  it('holds for real processes', async () => {
    expect((await processFacts(process.pid))?.startedAt).toBe((await ownIdentity()).startedAt);
    expect((await processFacts(process.pid))?.command).toContain('node');
  });
});

describe('the identity of a process', () => {
  it('is not that of another with the same pid, which is never signalled', async () => {
    const child = spawn('sleep', ['30']);
    const pid = child.pid ?? 0;
    const stale = { pid, startedAt: 'another time' };
    expect(await isSameProcess(stale)).toBe(false);
    expect(await signalProcess(stale, 'SIGKILL')).toBe(false);
    expect(await signalProcess({ pid, startedAt: 'unknown' }, 'SIGKILL')).toBe(false);
    const real = { pid, startedAt: (await processFacts(pid))?.startedAt ?? '' };
    expect(await waitForExit(real, 50)).toBe(false);
    expect(await signalProcess(real, 'SIGKILL')).toBe(true);
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    expect(await isSameProcess(real)).toBe(false);
    expect(await waitForExit(real, 50)).toBe(true);
  });

  it('is read back from a file only when it is one', () => {
    expect(parseIdentity({ pid: 1, startedAt: 'x', token: 'y' })).toEqual({ pid: 1, startedAt: 'x' });
    for (const wrong of [
      null,
      1,
      {},
      { pid: -1, startedAt: 'x' },
      { pid: 1.5, startedAt: 'x' },
      { pid: 1 },
      { pid: '1', startedAt: 'x' },
    ]) {
      expect(parseIdentity(wrong)).toBeUndefined();
    }
  });
});
