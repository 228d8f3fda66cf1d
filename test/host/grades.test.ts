import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseFromGrades } from '../../src/extension/features/grades/from-page.js';
import { closeEditors, eventually, useFixtureCourses } from './support.js';

describe('the grades', () => {
  it('list every assessment of the courses', async () => {
    const api = await useFixtureCourses();
    const course = (await api.engine.request('grades', null)).find(({ courseId }) => courseId === 'host-course');
    assert.deepEqual(
      course?.entries.map(({ itemId, counts, weight }) => [itemId, counts, weight]),
      [
        ['first-notes', false, 0],
        ['small-quiz', true, 0.5],
        ['broken-lab', false, 0],
        ['scripts', false, 0],
        ['not-started', true, 0.5],
      ],
    );
    const csv = await api.engine.request('gradesFile', { format: 'csv' });
    assert.match(csv.text, /^course,.*\r\n[^]*host-course,Basics,small-quiz,Small quiz,quiz,graded,yes,0.5,/);
    const json = JSON.parse((await api.engine.request('gradesFile', { format: 'json' })).text) as {
      courses: unknown[];
    };
    assert.ok(json.courses.length > 0);
  });

  it('open in one editor tab', async () => {
    await vscode.commands.executeCommand('delabs.showGrades');
    await vscode.commands.executeCommand('delabs.showGrades');
    const open = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Grades');
    await eventually('the page', () => open().length > 0);
    assert.equal(open().length, 1);
    await closeEditors();
  });
});

describe('messages of the grades page', () => {
  it('are taken as the protocol names them, and dropped when they are anything else', () => {
    const messages = [
      { type: 'ready' },
      { type: 'open', courseId: 'c', itemId: 'i' },
      { type: 'export', format: 'csv' },
    ];
    assert.deepEqual(messages.map(parseFromGrades), messages);
    for (const other of [
      undefined,
      'ready',
      { type: 'export', format: '../x' },
      { type: 'open', courseId: 1, itemId: 'i' },
    ])
      assert.equal(parseFromGrades(other), undefined);
    assert.deepEqual(parseFromGrades({ type: 'ready', command: 'x' }), { type: 'ready' });
  });
});
