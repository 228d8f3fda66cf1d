import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LabNode } from '../../src/extension/features/labs-view/nodes.js';
import type { ExtensionApi } from '../../src/extension/extension.js';
import { closeEditors, eventually, fixtures, renderTree, useFixtureCourses } from './support.js';

const courseNode = async (api: ExtensionApi): Promise<LabNode> => {
  const courses = await api.tree.getChildren();
  const found = courses.find((node) => node.kind === 'course' && node.courseId === 'host-course');
  assert.ok(found);
  return found;
};

const golden = `
Basics [delabs.module]
  (book) Welcome [delabs.link]
  (beaker) First notes — next · 0/3 [delabs.lab]
    (circle-outline) Write a greeting — 0/1 [delabs.exercise]
    (circle-outline) Write a farewell — 0/2 [delabs.exercise]
  (checklist) Small quiz — graded · 0/1 [delabs.quiz]
  (error) broken-lab — PROBLEMS [delabs.broken]
  (beaker) Small scripts — 0/2 [delabs.lab]
    (circle-outline) Count to three — 0/2 [delabs.exercise]
  (beaker) Never started — graded · 0/1 [delabs.lab]
    (circle-outline) One file — 0/1 [delabs.exercise]
Further [delabs.module]
  (play-circle) A talk — optional [delabs.link]
`;

describe('the Labs view of a course', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await useFixtureCourses();
  });

  it('shows modules, items and exercises with kind, points and next step', async () => {
    const lines = await renderTree(api, await courseNode(api));
    const shown = lines
      .filter((line) => !line.includes('[delabs.problem]'))
      .map((line) => line.replace(/\d+ problems?/, 'PROBLEMS'));
    assert.equal(`\n${shown.join('\n')}\n`, golden);
  });

  it('lists the problems of a broken lab and opens its manifest at the line', async () => {
    const find = async (
      parent: LabNode,
      kind: LabNode['kind'],
      match: (node: LabNode) => boolean,
    ): Promise<LabNode> => {
      const node = (await api.tree.getChildren(parent)).find((child) => child.kind === kind && match(child));
      assert.ok(node, kind);
      return node;
    };
    const module = await find(await courseNode(api), 'module', () => true);
    const broken = await find(module, 'item', (node) => node.kind === 'item' && node.itemId === 'broken-lab');
    const problem = await find(
      broken,
      'problem',
      (node) => node.kind === 'problem' && node.problem.range.start.line === 4,
    );
    const { command } = api.tree.getTreeItem(problem);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    const editor = await eventually('the manifest', () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.fsPath, path.join(fixtures, 'courses/host-course/broken-lab/lab.yaml'));
    assert.equal(editor.selection.start.line, 3);
    await closeEditors();
  });

  it('opens a reading as a preview', async () => {
    await vscode.commands.executeCommand('delabs.openItem', { courseId: 'host-course', itemId: 'welcome' });
    const label = await eventually('the preview', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label: it }) => /welcome\.md/i.test(it)),
    );
    assert.ok(label.input instanceof vscode.TabInputWebview);
    await closeEditors();
  });

  it('puts what is wrong with a course into the Problems view', async () => {
    await vscode.commands.executeCommand('delabs.validateCourse', { courseId: 'host-course' });
    const uri = vscode.Uri.file(path.join(fixtures, 'courses/host-course/broken-lab/lab.yaml'));
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Data Engineering Labs');
    assert.ok(found.some(({ range }) => range.start.line === 3));
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
