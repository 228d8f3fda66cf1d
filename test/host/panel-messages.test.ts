import assert from 'node:assert/strict';
import path from 'node:path';
import { parseFromPanel, parsePanelState } from '../../src/extension/features/feedback/from-panel.js';
import { withWebviewImages } from '../../src/extension/features/feedback/instructions.js';
import { rangeOf } from '../../src/extension/features/diagnostics/to-diagnostic.js';
import { isInside } from '../../src/extension/state/known-labs.js';

describe('messages of the panel', () => {
  it('are taken as the protocol names them', () => {
    const messages = [
      { type: 'ready' },
      { type: 'rendered', runId: 'r1' },
      { type: 'check' },
      { type: 'open-location', location: { file: 'a.sql', line: 3, column: 2 } },
      { type: 'open-file', path: 'a.sql' },
      { type: 'hint' },
      { type: 'hint', checkId: 'c' },
      { type: 'submit-quiz', answers: { q: ['a', 'b'] } },
      { type: 'next' },
      { type: 'attempts' },
      { type: 'solution' },
      { type: 'reset' },
      { type: 'action', id: 'retry' },
      { type: 'action', id: 'review-code' },
    ];
    assert.deepEqual(messages.map(parseFromPanel), messages);
  });

  it('are dropped when they are anything else', () => {
    const messages = [
      undefined,
      'check',
      [],
      { type: 'run-command', command: 'workbench.action.quit' },
      { type: 'action', id: 'workbench.action.quit' },
      { type: 'action', id: 'toString' },
      { type: 'open-file', path: 7 },
      { type: 'open-location', location: { file: 'a.sql', line: 0 } },
      { type: 'open-location', location: { line: 1 } },
      { type: 'submit-quiz', answers: { q: 'a' } },
    ];
    assert.deepEqual(
      messages.filter((message) => parseFromPanel(message) !== undefined),
      [],
    );
  });

  it('carry nothing but what the protocol names', () => {
    assert.deepEqual(parseFromPanel({ type: 'check', command: 'x' }), { type: 'check' });
  });

  it('restore only a whole exercise', () => {
    const ref = { courseId: 'c', itemId: 'i', exerciseId: 'e' };
    assert.deepEqual(parsePanelState({ ref, other: 1 }), ref);
    assert.equal(parsePanelState({ ref: { courseId: 'c' } }), undefined);
    assert.equal(parsePanelState(undefined), undefined);
  });
});

describe('images of instructions', () => {
  const folder = path.resolve('/course/lab/instructions');
  const rewritten = (html: string): string => withWebviewImages(html, folder, (file) => `webview:${file}`);

  it('in the folder become addresses of the webview', () => {
    assert.equal(
      rewritten('<p><img src="pictures/a%20b.svg" alt="x"></p>'),
      `<p><img src="webview:${path.join(folder, 'pictures', 'a b.svg')}" alt="x"></p>`,
    );
  });

  it('outside it, in the web or on disk, are left as they are', () => {
    for (const source of ['../secret.png', 'https://example.org/a.png', '/etc/a.png', 'file:///a.png', '%E0%A4%A']) {
      const html = `<img src="${source}">`;
      assert.equal(rewritten(html), html);
    }
  });
});

describe('places in files', () => {
  it('without a column are whole lines', () => {
    const range = rangeOf({ file: 'a.sql', line: 4 });
    assert.deepEqual([range.start.line, range.start.character, range.end.line], [3, 0, 3]);
    assert.ok(range.end.character > 1000);
  });

  it('with columns are exact', () => {
    const range = rangeOf({ file: 'a.sql', line: 4, column: 2, endLine: 5, endColumn: 9 });
    assert.deepEqual([range.start.line, range.start.character, range.end.line, range.end.character], [3, 1, 4, 8]);
  });

  it('that end on a later line go to its end where no column is known', () => {
    const range = rangeOf({ file: 'a.sql', line: 4, column: 2, endLine: 6 });
    assert.deepEqual([range.start.character, range.end.line], [1, 5]);
    assert.ok(range.end.character > 1000);
    assert.ok(rangeOf({ file: 'a.sql', line: 4, column: 2 }).isEmpty);
  });

  it('are inside a folder only below it', () => {
    const folder = path.resolve('/work/lab');
    assert.equal(isInside(folder, path.join(folder, 'a', 'b.sql')), true);
    assert.equal(isInside(folder, path.join(folder, '..lab')), true);
    assert.equal(isInside(folder, folder), false);
    assert.equal(isInside(folder, path.resolve('/work/lab2/a.sql')), false);
    assert.equal(isInside(folder, path.resolve(folder, '..', 'a.sql')), false);
  });
});
