import { describe, expect, it } from 'vitest';
import { Captured } from '../../../src/node/runtimes/python/captured.js';
import { packageError } from '../../../src/node/runtimes/python/package-error.js';
import { uvVariables } from '../../../src/node/runtimes/python/pip-settings.js';
import { membersOf, parsePs, parseStat } from '../../../src/node/runtimes/python/process-table.js';
import { deepestIn } from '../../../src/node/runtimes/python/whereabouts.js';

describe('the output of a program', () => {
  const capture = (texts: readonly string[], ...pieces: readonly (Buffer | string)[]): Captured => {
    const captured = new Captured(texts);
    pieces.forEach((piece, at) => captured.add(at % 2 === 0 ? 0 : 1, Buffer.from(piece)));
    return captured;
  };

  it('keeps the beginning and the end', () => {
    const captured = new Captured([]);
    for (let line = 0; line < 20_000; line += 1) captured.add(0, Buffer.from(`line ${line}\n`));
    const text = captured.text();
    expect(text).toMatch(/^line 0\nline 1\n/);
    expect(text).toMatch(/line 19999\n$/);
    expect(text.length).toBeLessThan(100_000);
    expect(captured.size).toBeGreaterThan(200_000);
  });

  it('finds texts in each stream, also across pieces and in what is not kept', () => {
    const captured = new Captured(['early', 'across', 'two\nlines', 'never', 'mixed']);
    captured.add(0, Buffer.from('early'));
    captured.add(0, Buffer.from('x'.repeat(100_000)));
    captured.add(0, Buffer.from('...acr'));
    captured.add(1, Buffer.from('oss mix'));
    captured.add(0, Buffer.from('oss two\r\nlines ed'));
    for (let at = 0; at < 20; at += 1) captured.add(0, Buffer.from('y'.repeat(10_000)));
    expect(captured.missing()).toEqual(['never', 'mixed']);
  });

  it('puts characters together that come in parts, and shows what can’t be shown', () => {
    const captured = new Captured([]);
    const bytes = Buffer.from('é\u001b[1mbold\u001b[0m\u0000\n');
    for (const byte of bytes) captured.add(0, Buffer.from([byte]));
    expect(captured.text()).toBe('ébold\ufffd\n');
    expect(capture([], Buffer.from([0xff, 0x41])).text()).toBe('\ufffdA');
    expect(capture([], ' 10%\r 50%\r100%\r\nend').text()).toBe('100%\nend');
  });
});

describe('pip’s settings', () => {
  const listed = [
    ":env:.index-url='https://env.example/simple'",
    "global.cert='/etc/certs.pem'",
    "global.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'",
    "global.index-url='https://global.example/simple'",
    "global.proxy='http://proxy.example:3128'",
    "install.trusted-host='a.example'",
    "install.no-index='true'",
  ].join('\n');

  it('become uv’s, the most special first', () => {
    expect(uvVariables(listed, {})).toEqual({
      UV_DEFAULT_INDEX: 'https://env.example/simple',
      UV_INDEX: 'https://a.example/simple https://b.example/simple',
      UV_INSECURE_HOST: 'a.example',
      UV_NO_INDEX: '1',
      SSL_CERT_FILE: '/etc/certs.pem',
      HTTPS_PROXY: 'http://proxy.example:3128',
      HTTP_PROXY: 'http://proxy.example:3128',
    });
  });

  it('leave the user’s own variables alone', () => {
    const env = { UV_DEFAULT_INDEX: 'https://mine.example/', https_proxy: 'http://mine.example' };
    expect(uvVariables(listed, env)).not.toHaveProperty('UV_DEFAULT_INDEX');
    expect(uvVariables(listed, env)).not.toHaveProperty('HTTPS_PROXY');
    expect(uvVariables('', {})).toEqual({});
    expect(uvVariables('WARNING: something else', {})).toEqual({});
  });
});

describe('what an installer says', () => {
  it.each([
    ['error: Hash mismatch for `six==1.17.0`', 'digest-mismatch'],
    ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'digest-mismatch'],
    ['error: failed to write to file: No space left on device (os error 28)', 'disk-full'],
    ['error: Request failed after 3 retries\n cause: client error (Connect)\n dns error', 'download-failed'],
    [
      'ERROR: No matching distribution found for uv==0.13.8\nWARNING: Retrying after connection broken',
      'download-failed',
    ],
    ['error: invalid peer certificate: UnknownIssuer', 'download-failed'],
    ['  × No solution found when resolving dependencies: only has wheels with the following tags', 'runtime-failed'],
    ['something new', 'download-failed'],
  ])('%s', (said, code) => {
    const error = packageError('the packages of this lab', said, 'uv');
    expect(error.code).toBe(code);
    expect(error.data.cure).toBeTruthy();
  });
});

describe('processes', () => {
  it('are read from what the system tells', () => {
    const stat = `42 (a b) (c) S 7 40 40 0 -1 4194304 ${Array.from({ length: 14 }, () => '1').join(' ')} 99 10`;
    expect(parseStat(42, stat)).toEqual([{ pid: 42, parent: 7, group: 40, resident: expect.any(Number) as number }]);
    expect(parseStat(42, stat.replace(') S ', ') Z '))).toEqual([]);
    expect(parseStat(42, '')).toEqual([]);
    expect(parsePs('  42   7  40  1024\n\n 43 42 43 8\n')).toEqual([
      { pid: 42, parent: 7, group: 40, resident: 1024 * 1024 },
      { pid: 43, parent: 42, group: 43, resident: 8192 },
    ]);
  });

  it('belong to a run by group or by parents', () => {
    const entry = (pid: number, parent: number, group: number) => ({ pid, parent, group, resident: 0 });
    const table = [entry(13, 12, 13), entry(10, 1, 10), entry(11, 10, 10), entry(12, 11, 12), entry(20, 1, 10), entry(30, 1, 30)];
    expect(membersOf(10, table).map(({ pid }) => pid).sort()).toEqual([10, 11, 12, 13, 20]);
  }); // prettier-ignore
});

describe('where code is', () => {
  const dump = [
    'Thread 0x1 (most recent call first):',
    '  File "/usr/lib/python3/threading.py", line 5 in wait',
    'Current thread 0x2 (most recent call first):',
    '  File "/work/.venv/lib/site-packages/x.py", line 1 in x',
    '  File "/usr/lib/python3/time.py", line 9 in sleep',
    '  File "/work/src/d\\xe4ten.py", line 14 in wait',
    '  File "/work/etl.py", line 3 in <module>',
  ].join('\n');

  it('is its deepest line that is the learner’s own', () => {
    expect(deepestIn('/work', dump)).toEqual({ file: 'src/däten.py', line: 14 });
    expect(deepestIn('/other', dump)).toBeUndefined();
    expect(deepestIn('/work', '')).toBeUndefined();
  });
});
