import { describe, expect, it } from 'vitest';
import type { PanelExercise, ToPanel } from '../../src/protocol/panel.js';
import { checkRows, emptyView, isChecking, reduce, type PanelView } from '../../src/webview/state.js';
import { exercise, failedResults, ref, result, run } from './fixtures.js';

const other: PanelExercise = { ...exercise, ref: { ...ref, exerciseId: 'idempotent' }, title: 'Another' };
const feed = (...messages: readonly ToPanel[]): PanelView => messages.reduce(reduce, emptyView);
const shown: ToPanel = { type: 'exercise', exercise };
const checking = (runId: string, of = ref): ToPanel => ({ type: 'checking', ref: of, runId, tier: 'full' });
const finished = (id: string, changes: Partial<PanelExercise> = {}): ToPanel => ({
  type: 'run',
  run: run(failedResults, { id }),
  exercise: { ...exercise, state: 'partial', ...changes },
});

describe('results of a run', () => {
  it('fill in one by one and keep the previous ones until then', () => {
    const view = feed(shown, finished('a'), checking('b'), { type: 'result', runId: 'b', result: result(2) });
    const rows = checkRows(view);
    expect(rows.map((row) => row.result?.status)).toEqual(['passed', 'passed', 'passed', 'skipped']);
    expect(rows.map((row) => row.pending)).toEqual([true, true, false, true]);
  });

  it('of a quick run stay while the full one that goes on from it finds them again', () => {
    const quick: ToPanel = { type: 'checking', ref, runId: 'q', tier: 'quick' };
    const full: ToPanel = { type: 'checking', ref, runId: 'f', tier: 'full', follows: 'q' };
    const found: ToPanel = { type: 'result', runId: 'q', result: result(2) };
    const view = feed(shown, finished('a'), quick, found, full);
    expect(checkRows(view).map((row) => [row.result?.status, row.pending])).toEqual([
      ['passed', true],
      ['passed', true],
      ['passed', false],
      ['skipped', true],
    ]);
    const late: ToPanel = { ...full, follows: 'another' };
    expect(checkRows(feed(shown, finished('a'), quick, found, late))[2]?.result?.status).toBe('failed');
  });

  it('are ignored when another run is the current one', () => {
    const before = feed(shown, checking('a'), checking('b'));
    expect(reduce(before, { type: 'result', runId: 'a', result: result(0) })).toBe(before);
    expect(reduce(before, finished('a'))).toBe(before);
  });

  it('are ignored after the run that took their place has finished', () => {
    const before = feed(shown, checking('a'), checking('b'), finished('b'));
    expect(reduce(before, finished('a'))).toBe(before);
    expect(reduce(before, checking('a'))).toBe(before);
  });

  it('are ignored after a problem ended the run', () => {
    const before = feed(shown, checking('a'), { type: 'problem', message: 'The engine stopped.' });
    expect(reduce(before, finished('a'))).toBe(before);
    expect(isChecking(before)).toBe(false);
  });

  it('never pull the panel back to an exercise that was left', () => {
    const view = feed(shown, checking('a'), { type: 'exercise', exercise: other }, finished('a'));
    expect(view.exercise?.title).toBe('Another');
    expect(view.run).toBeUndefined();
  });

  it('of checks that the exercise does not list come last', () => {
    const extra = result(0, { checkId: 'hidden-1', title: 'Hidden' });
    const view = feed({ type: 'run', run: run([...failedResults, extra]), exercise });
    expect(checkRows(view).at(-1)?.heading.title).toBe('Hidden');
  });
});

describe('a check run', () => {
  it('for another exercise does not put this one into waiting', () => {
    expect(isChecking(feed(shown, checking('a', other.ref)))).toBe(false);
  });

  it('announced before its exercise arrives is kept', () => {
    const view = feed(shown, checking('a', other.ref), { type: 'exercise', exercise: other });
    expect(isChecking(view)).toBe(true);
  });

  it('is fresh only when it came as a run, not with an exercise', () => {
    expect(feed({ type: 'exercise', exercise: { ...exercise, lastRun: run(failedResults) } }).fresh).toBeUndefined();
    expect(feed(shown, finished('a')).fresh).toBe('a');
  });

  it('that could not be graded stays on show when the exercise is refreshed', () => {
    const stored = run(failedResults, { id: 'old', startedAt: 1 });
    const partial = { ...exercise, state: 'partial' as const, lastRun: stored };
    const view = feed(shown, finished('new'), { type: 'exercise', exercise: partial });
    expect(view.run?.id).toBe('new');
    expect(view.fresh).toBe('new');
  });

  it('is gone once the exercise is back at its starter', () => {
    expect(feed(shown, finished('a'), shown).run).toBeUndefined();
  });
});

describe('the banner', () => {
  const problem: ToPanel = { type: 'problem', message: 'No server.', action: { id: 'retry', label: 'Try again' } };

  it('stays through a refresh of the same exercise', () => {
    expect(feed(shown, problem, shown).banner?.kind).toBe('problem');
  });

  it('goes with the next check, another exercise, or the start of the lab', () => {
    expect(feed(shown, problem, checking('a')).banner).toBeUndefined();
    expect(feed(shown, problem, { type: 'exercise', exercise: other }).banner).toBeUndefined();
    const stopped: ToPanel = { type: 'exercise', exercise: { ...exercise, started: false } };
    expect(feed(stopped, problem, shown).banner).toBeUndefined();
  });

  it('holds the latest message only', () => {
    expect(feed(shown, problem, { type: 'notice', message: 'Trusted now.' }).banner).toEqual({
      kind: 'notice',
      message: 'Trusted now.',
    });
  });
});

it('ignores what is no message of the protocol', () => {
  const before = feed(shown);
  expect(reduce(before, { type: 'nonsense' } as unknown as ToPanel)).toBe(before);
});
