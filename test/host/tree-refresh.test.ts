import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LabTreeModel, type TreeSource } from '../../src/extension/features/labs-view/model.js';
import type { LabNode, ModuleElement } from '../../src/extension/features/labs-view/nodes.js';
import { toTreeItem } from '../../src/extension/features/labs-view/tree-item.js';
import type { EngineEvents } from '../../src/protocol/engine.js';
import type { CourseNode, ItemNode } from '../../src/protocol/tree.js';

const course: CourseNode = {
  courseId: 'c',
  title: 'C',
  file: '/c/course.yaml',
  problems: [],
  modules: ['m1', 'm2'].map((moduleId) => ({ courseId: 'c', moduleId, title: moduleId, items: 1 })),
};

const itemNode = (itemId: string, more: Partial<ItemNode> = {}): ItemNode => ({
  courseId: 'c',
  itemId,
  kind: 'lab',
  title: itemId,
  optional: false,
  source: `/c/${itemId}`,
  grading: 'practice',
  state: 'not-attempted',
  points: { best: 0, max: 4 },
  exercises: [],
  problems: [],
  services: [],
  next: false,
  ...more,
});

interface Fake {
  readonly model: LabTreeModel;
  readonly asked: string[];
  readonly fired: (string | undefined)[];
  items: Record<string, readonly ItemNode[]>;
  change(event: EngineEvents['changed']): void;
  service(event: EngineEvents['serviceChanged']): void;
}

const fake = (): Fake => {
  const changed = new vscode.EventEmitter<EngineEvents['changed']>();
  const serviceChanged = new vscode.EventEmitter<EngineEvents['serviceChanged']>();
  const asked: string[] = [];
  const state: Pick<Fake, 'items'> = { items: { m1: [itemNode('a', { next: true })], m2: [itemNode('b')] } };
  const request = async (method: string, params: { readonly moduleId: string } | null): Promise<unknown> => {
    asked.push(params ? `${method} ${params.moduleId}` : method);
    return params ? state.items[params.moduleId] : [course];
  };
  const model = new LabTreeModel({
    request,
    events: { changed: changed.event, serviceChanged: serviceChanged.event },
  } as unknown as TreeSource);
  const fired: (string | undefined)[] = [];
  model.onDidChange((node) => fired.push(node?.id));
  return Object.assign(state, {
    model,
    asked,
    fired,
    change: (event: EngineEvents['changed']) => changed.fire(event),
    service: (event: EngineEvents['serviceChanged']) => serviceChanged.fire(event),
  });
};

const openAll = async ({ model }: Fake): Promise<readonly ModuleElement[]> => {
  const [root] = await model.courses();
  assert.ok(root);
  const modules = (await model.children(root)) as readonly ModuleElement[];
  for (const module of modules) await model.items(module);
  return modules;
};

describe('the tree of labs', () => {
  it('asks for the items of a module only when it is opened', async () => {
    const tree = fake();
    const [root] = await tree.model.courses();
    assert.ok(root);
    const [first] = await tree.model.children(root);
    assert.deepEqual(tree.asked, ['courses']);
    assert.ok(first);
    await tree.model.children(first);
    assert.deepEqual(tree.asked, ['courses', 'items m1']);
  });

  it('refreshes only the nodes that changed, and keeps the objects VS Code knows', async () => {
    const tree = fake();
    const [first] = await openAll(tree);
    const before = first?.items?.[0];
    tree.items = { m1: [itemNode('a', { state: 'passed', points: { best: 4, max: 4 } })], m2: [itemNode('b')] };
    tree.change({ courseId: 'c', itemId: 'a' });
    await tree.model.settled();
    assert.deepEqual(tree.fired, ['item:c/a']);
    assert.equal(first?.items?.[0], before);
    assert.equal(before?.item.state, 'passed');
  });

  it('moves the mark of the next item to another module', async () => {
    const tree = fake();
    await openAll(tree);
    tree.items = { m1: [itemNode('a', { state: 'passed' })], m2: [itemNode('b', { next: true })] };
    tree.change({ courseId: 'c', itemId: 'a' });
    await tree.model.settled();
    assert.deepEqual(tree.fired, ['item:c/a', 'item:c/b']);
  });

  it('shows the services of a lab while they start', async () => {
    const tree = fake();
    await openAll(tree);
    const starting = { name: 'b/db', kind: 'postgres', state: 'starting', message: 'Starting PostgreSQL' } as const;
    tree.items = { m1: [itemNode('a', { next: true })], m2: [itemNode('b', { services: [starting] })] };
    tree.service(starting);
    await tree.model.settled();
    assert.deepEqual(tree.fired, ['item:c/b']);
    const node = await tree.model.find({ courseId: 'c', itemId: 'b' });
    assert.ok(node);
    const item = toTreeItem(node, { isStarted: () => true, first: 'c', isExpanded: () => undefined });
    assert.match(String(item.description), /^starting…/);
    assert.match(item.accessibilityInformation?.label ?? '', /starting…/);
    assert.match(String(item.tooltip), /b\/db: Starting PostgreSQL/);
  });

  it('does not open a module for a change in it', async () => {
    const tree = fake();
    await tree.model.courses();
    tree.change({ courseId: 'c', itemId: 'a' });
    await tree.model.settled();
    assert.deepEqual([tree.asked, tree.fired], [['courses'], []]);
  });

  it('asks for everything when anything may have changed', async () => {
    const tree = fake();
    tree.change({});
    await tree.model.settled();
    assert.deepEqual(tree.fired, [undefined]);
  });

  it('shows a module again whose items are others now', async () => {
    const tree = fake();
    await openAll(tree);
    tree.items = { ...tree.items, m2: [itemNode('b'), itemNode('new')] };
    tree.change({ courseId: 'c', itemId: 'b' });
    await tree.model.settled();
    assert.deepEqual(tree.fired, ['module:c/m2']);
  });
});

const shown = async (item: ItemNode, started = false): Promise<vscode.TreeItem> => {
  const tree = fake();
  tree.items = { m1: [item], m2: [] };
  const [module] = await openAll(tree);
  const node: LabNode | undefined = module?.items?.[0];
  assert.ok(node);
  return toTreeItem(node, { first: 'c', isStarted: () => started, isExpanded: () => undefined });
};

describe('a node of the tree', () => {
  it('says in words what icon and colour show', async () => {
    const item = await shown(itemNode('a', { state: 'failed', next: true, points: { best: 1.25, max: 4 } }));
    assert.equal(item.accessibilityInformation?.label, 'a, lab, failed, next, practice, 1.3/4 points');
    assert.equal((item.iconPath as vscode.ThemeIcon).id, 'error');
    assert.match(String(item.tooltip), /lab · failed/);
  });

  it('has other actions once the lab is started', async () => {
    assert.equal((await shown(itemNode('a'))).contextValue, 'delabs.lab');
    assert.equal((await shown(itemNode('a'), true)).contextValue, 'delabs.lab.started');
  });
});
