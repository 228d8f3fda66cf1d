import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EngineMethod, EngineParams, LabCodeView } from '../../src/protocol/engine.js';
import type { EngineClient } from '../../src/extension/engine/client.js';
import { askAgreement } from '../../src/extension/features/lab-code/agree.js';
import { toProblem } from '../../src/extension/features/feedback/problem.js';
import { LabError } from '../../src/core/errors.js';
import { useFixtureCourses } from './support.js';

const item = { courseId: 'c', itemId: 'i' };
const waiting: LabCodeView = { title: 'Lab', folder: '/lab', agreed: false, hash: 'h1', runs: ['It runs `etl.py`.'] };

/** An engine with one lab, and a learner who answers the dialog so. */
const stub = (code: LabCodeView, answer: string | undefined) => {
  const asked: unknown[] = [];
  const dialogs: unknown[][] = [];
  const request = <M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<unknown> => {
    asked.push([method, params]);
    return Promise.resolve(method === 'labCode' ? code : null);
  };
  const show = vscode.window.showWarningMessage;
  const fake = (...args: unknown[]): Promise<unknown> => {
    dialogs.push(args);
    return Promise.resolve(answer);
  };
  Object.assign(vscode.window, { showWarningMessage: fake });
  const restore = (): void => void Object.assign(vscode.window, { showWarningMessage: show });
  return { asked, dialogs, restore, engine: { request } as unknown as Pick<EngineClient, 'request'> };
};

describe('code of a lab’s author', () => {
  it('is shown before it is agreed to, with where it came from', async () => {
    const { asked, dialogs, restore, engine } = stub(waiting, 'Agree and Run');
    await askAgreement(engine, { ...item, ...{ exerciseId: 'e' } }).finally(restore);
    const [[message, options] = []] = dialogs as [[string, vscode.MessageOptions]];
    assert.match(message ?? '', /“Lab” runs code of its author/);
    assert.equal(options?.modal, true);
    assert.match(options?.detail ?? '', /• It runs etl\.py\.[^]*\/lab/);
    assert.deepEqual(asked, [
      ['labCode', item],
      ['agreeToCode', { ...item, hash: 'h1' }],
    ]);
  });

  it('is not agreed to by closing the question', async () => {
    const { asked, restore, engine } = stub(waiting, undefined);
    await assert.rejects(askAgreement(engine, item).finally(restore), { code: 'cancelled' });
    assert.deepEqual(asked, [['labCode', item]]);
  });

  it('is not asked about again, nor where there is none', async () => {
    for (const code of [
      { ...waiting, agreed: true },
      { title: 'Lab', folder: '/lab', agreed: true, runs: [] },
    ]) {
      const { dialogs, restore, engine } = stub(code, undefined);
      await askAgreement(engine, item).finally(restore);
      assert.deepEqual(dialogs, []);
    }
  });

  it('is run by no request before: the engine itself refuses, and the panel leads to the question', async () => {
    const api = await useFixtureCourses();
    const lab = { courseId: 'host-course', itemId: 'scripts' };
    const code = await api.engine.request('labCode', lab);
    assert.equal(code.agreed, false);
    assert.deepEqual(code.runs, ['Your files begin as scripts of the author: `count.py`.']);
    const refusals = [
      api.engine.request('startLab', lab),
      api.engine.request('check', { ...lab, exerciseId: 'count', trigger: 'save' }),
    ];
    for (const refused of refusals) {
      // The extension's own LabError is not the one of this bundle.
      const {
        code: reason,
        message,
        data,
      } = (await refused.then(
        () => assert.fail('it should have been refused'),
        (thrown: unknown) => thrown,
      )) as LabError;
      const error = new LabError(reason, message, data);
      assert.deepEqual([error.code, error.data.content], ['not-trusted', code.hash]);
      assert.equal(toProblem(error).action?.id, 'review-code');
    }
    await assert.rejects(api.engine.request('agreeToCode', { ...lab, hash: 'another' }), /has changed/);
  });
});
