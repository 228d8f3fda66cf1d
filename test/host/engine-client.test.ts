import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../src/core/errors.js';
import { EngineClient, type EngineCrash, type EngineSession } from '../../src/extension/engine/client.js';
import { RestartPolicy } from '../../src/extension/engine/restart-policy.js';
import { eventually, fixtures } from './support.js';

const lab = { courseId: 'a', itemId: 'b' };

const refusal = async (work: Promise<unknown>): Promise<LabError> => {
  const error = await work.then(
    () => assert.fail('it should have been refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof LabError);
  return error;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the engine client', () => {
  let log: vscode.LogOutputChannel;
  let client: EngineClient;
  let crashes: EngineCrash[];
  let session: EngineSession;

  before(() => {
    log = vscode.window.createOutputChannel('engine client test', { log: true });
  });

  after(() => log.dispose());

  beforeEach(() => {
    session = { options: { home: '/h', courseFolders: [], trusted: true }, targets: {} };
    client = new EngineClient(path.join(fixtures, 'fake-engine.mjs'), log, () => Promise.resolve(session));
    crashes = [];
    client.onDidCrash((crash) => crashes.push(crash));
  });

  afterEach(() => client.dispose());

  const told = async (): Promise<EngineSession> => {
    const [course] = await client.request('courses', null);
    return JSON.parse(course?.title ?? '') as EngineSession;
  };

  it('starts the engine with the first request and tells it the session first', async () => {
    const server = { host: 'h', port: 1, database: 'd', user: 'u', password: 'p' };
    session = { ...session, targets: { db: server } };
    assert.equal(client.isRunning, false);
    assert.deepEqual(await told(), { ...session, token: 'boolean' });
    assert.equal(client.isRunning, true);
  });

  it('gives a refusal back as the LabError it was', async () => {
    const refused: LabError[] = [];
    client.onDidRefuse((reason) => refused.push(reason));
    const error = await refusal(client.request('items', { courseId: 'a', moduleId: 'm' }));
    assert.deepEqual(refused, [error]);
    assert.deepEqual(
      [error.code, error.message, error.data],
      ['service-failed', 'No server.', { cure: 'Start it.', line: 3 }],
    );
  });

  it('calls an unknown method an internal error', async () => {
    assert.equal((await refusal(client.request('services', null))).code, 'internal');
  });

  it('cancels with the token of the caller', async () => {
    const source = new vscode.CancellationTokenSource();
    const check = client.request('check', { ...lab, exerciseId: 'e', trigger: 'save' }, source.token);
    setTimeout(() => source.cancel(), 50);
    assert.equal((await refusal(check)).code, 'cancelled');
    source.dispose();
  });

  it('hands on events, to listeners of before the start too', async () => {
    const events: unknown[] = [];
    client.events.changed((event) => events.push(event));
    await client.request('validate', { courseId: 'a' });
    await eventually('the event', () => events.length > 0);
    assert.deepEqual(events, [{ courseId: 'a', itemId: 'b' }]);
  });

  it('starts an engine that ended again, tells it the session as it is now, and makes views ask again', async () => {
    const events: unknown[] = [];
    client.events.changed((event) => events.push(event));
    const before = await client.pid();
    session = { ...session, options: { ...session.options, trusted: false } };
    assert.equal((await refusal(client.request('stopLab', lab))).code, 'internal');
    await eventually('views to be told', () => events.length > 0);
    assert.deepEqual(events, [{}]);
    assert.deepEqual(crashes, [{ reason: 'exit code 7', restarting: true }]);
    assert.equal((await told()).options.trusted, false);
    assert.notEqual(await client.pid(), before);
  });

  it('gives up after the fourth end, until someone restarts it', async () => {
    for (let end = 1; end <= 4; end += 1) {
      await client.pid();
      await refusal(client.request('stopLab', lab));
      await eventually(`end ${end}`, () => crashes.length === end);
    }
    assert.deepEqual(
      crashes.map(({ restarting }) => restarting),
      [true, true, true, false],
    );
    assert.match((await refusal(client.request('courses', null))).message, /too often/);
    await client.restart();
    assert.ok(await client.pid());
  });

  it('reports an engine that can not be started, and tries anew with the next request', async () => {
    let failures = 1;
    const flaky = new EngineClient(path.join(fixtures, 'fake-engine.mjs'), log, () =>
      failures-- > 0 ? Promise.reject(new LabError('permission-denied', 'No secrets.')) : Promise.resolve(session),
    );
    assert.equal((await refusal(flaky.request('courses', null))).code, 'permission-denied');
    assert.equal((await flaky.request('courses', null)).length, 1);
    flaky.dispose();
  });

  it('ends the process when it is disposed, without calling that a crash', async () => {
    const pid = await client.pid();
    client.dispose();
    await eventually('the engine to end', () => !isAlive(pid));
    assert.deepEqual(crashes, []);
  });
});

describe('the restart policy', () => {
  it('allows three restarts in five minutes', () => {
    const policy = new RestartPolicy();
    assert.deepEqual(
      [0, 1000, 2000, 3000].map((now) => policy.ended(now)),
      [true, true, true, false],
    );
    assert.equal(policy.ended(3000 + 5 * 60_000), true);
  });
});
