import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CheckRun } from '../../src/core/check/result.js';
import { LabError } from '../../src/core/errors.js';
import type { EngineClient } from '../../src/extension/engine/client.js';
import { CheckRunner, type CheckFailure } from '../../src/extension/state/check-runner.js';

const one = { courseId: 'c', itemId: 'i', exerciseId: 'one' };
const two = { ...one, exerciseId: 'two' };

const runOf = (id: string): CheckRun => ({
  format: 1,
  id,
  ...one,
  exerciseTitle: id,
  trigger: 'save',
  startedAt: 0,
  durationMs: 0,
  results: [],
  grade: { points: 0, maxPoints: 0, fraction: 0, passed: false, gradable: true },
  environment: [],
});

interface Call {
  readonly token: vscode.CancellationToken;
  readonly resolve: (run: CheckRun) => void;
  readonly reject: (error: Error) => void;
}

/** An engine whose checks end when the test says so. */
const stub = (): { readonly calls: Call[]; readonly engine: EngineClient } => {
  const calls: Call[] = [];
  const request = (_method: string, _params: unknown, token: vscode.CancellationToken): Promise<CheckRun> =>
    new Promise((resolve, reject) => calls.push({ token, resolve, reject }));
  return { calls, engine: { request } as unknown as EngineClient };
};

describe('the check runner', () => {
  it('cancels the run under way when a new one of the same exercise begins', async () => {
    const { calls, engine } = stub();
    const runner = new CheckRunner(engine);
    const first = runner.run(one, 'save');
    const other = runner.run(two, 'save');
    const second = runner.run(one, 'save');
    assert.deepEqual(
      calls.map(({ token }) => token.isCancellationRequested),
      [true, false, false],
    );
    // The first run answers late, as if the cancellation had not reached it.
    calls[0]?.resolve(runOf('first'));
    calls[1]?.resolve(runOf('other'));
    calls[2]?.resolve(runOf('second'));
    assert.deepEqual(
      (await Promise.all([first, other, second])).map((run) => run?.id),
      [undefined, 'other', 'second'],
    );
    runner.dispose();
  });

  it('says what runs, and stays busy when a superseded run ends', async () => {
    const { calls, engine } = stub();
    const runner = new CheckRunner(engine);
    const first = runner.run(one, 'save');
    const second = runner.run(one, 'save');
    calls[0]?.reject(new LabError('cancelled', 'Cancelled.'));
    await first;
    assert.equal(runner.isRunning(one), true);
    calls[1]?.resolve(runOf('second'));
    await second;
    assert.equal(runner.isRunning(one), false);
    runner.dispose();
  });

  it('reports a failure, and no cancellation', async () => {
    const { calls, engine } = stub();
    const runner = new CheckRunner(engine);
    const failures: CheckFailure[] = [];
    runner.onDidFail((failure) => failures.push(failure));
    const failing = runner.run(one, 'save');
    calls[0]?.reject(new LabError('service-failed', 'Down.'));
    assert.equal(await failing, undefined);
    const source = new vscode.CancellationTokenSource();
    const cancelled = runner.run(one, 'command', source.token);
    source.cancel();
    assert.equal(calls[1]?.token.isCancellationRequested, true);
    calls[1]?.reject(new LabError('cancelled', 'Cancelled.'));
    assert.equal(await cancelled, undefined);
    assert.deepEqual(
      failures.map(({ error, trigger }) => [error.code, trigger]),
      [['service-failed', 'save']],
    );
    runner.dispose();
  });
});
