import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  commands,
  contextKeys,
  labsFile,
  nodeContexts,
  settings,
  settingsSection,
  taskType,
  views,
} from '../../src/extension/constants.js';
import { activated, extension } from './support.js';

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
  readonly icon: string;
  readonly main: string;
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly MenuEntry[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
    readonly taskDefinitions: readonly { readonly type: string; readonly properties: object }[];
  };
}

const manifest = (): Manifest => extension().packageJSON as Manifest;
const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
const file = (name: string): string => readFileSync(path.join(extension().extensionPath, name), 'utf8');

const steps = ({ walkthroughs }: Manifest['contributes']) => walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** What events of a kind name: `onContext:delabs.x` names `delabs.x`. */
const ofKind = (events: readonly string[], kind: string): readonly string[] =>
  events.flatMap((event) => (event.startsWith(`${kind}:`) ? [event.slice(kind.length + 1)] : []));

/** Commands that a text offers as links. */
const linked = (text: string): readonly string[] => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id ?? '');

const allWhens = ({ contributes }: Manifest): readonly string[] => [
  ...Object.values(contributes.menus).flatMap((entries) => entries.map(({ when }) => when ?? '')),
  ...contributes.keybindings.map(({ when }) => when ?? ''),
  ...contributes.viewsWelcome.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }) => enablement ?? ''),
  ...Object.values(contributes.views).flatMap((entries) => entries.map(({ when }) => when ?? '')),
  ...steps(contributes).flatMap(({ completionEvents }) => ofKind(completionEvents, 'onContext')),
];

describe('contributions, constants and registrations', () => {
  it('have the same commands', async () => {
    await activated();
    const contributed = sorted(manifest().contributes.commands.map(({ command }) => command));
    // VS Code itself makes commands for every view, below its id.
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('delabs.') && ![views.labs, views.setup].some((view) => id.startsWith(`${view}.`)),
    );
    assert.deepEqual(contributed, sorted(Object.values(commands)));
    assert.deepEqual(sorted(registered), contributed);
  });

  it('name only contributed commands in menus and keybindings', () => {
    const { menus, keybindings } = manifest().contributes;
    const used = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    const known = new Set<string>(Object.values(commands));
    assert.deepEqual(
      used.filter((command) => !known.has(command)),
      [],
    );
  });

  it('have the same settings', () => {
    const own = Object.values(settings).map((key) => `${settingsSection}.${key}`);
    assert.deepEqual(sorted(Object.keys(manifest().contributes.configuration.properties)), sorted(own));
  });

  it('have the same views, container and task type', () => {
    const { views: contributed, viewsContainers, taskDefinitions, viewsWelcome } = manifest().contributes;
    assert.deepEqual(
      viewsContainers.activitybar.map(({ id }) => id),
      [views.container],
    );
    assert.deepEqual(
      contributed[views.container]?.map(({ id }) => id),
      [views.setup, views.labs],
    );
    assert.deepEqual(sorted(viewsWelcome.map(({ view }) => view)), [views.labs, views.setup]);
    assert.deepEqual(
      taskDefinitions.map(({ type }) => type),
      [taskType],
    );
  });

  it('use the context keys that are set, and set those that are used', () => {
    const text = allWhens(manifest()).join(' ');
    const ids = [views.labs, views.feedback, views.setup, ...Object.values(nodeContexts)] as readonly string[];
    const used = (text.match(/\bdelabs\.[\w.]+/g) ?? []).filter((key) => !ids.includes(key));
    assert.deepEqual(sorted(used), sorted(Object.values(contextKeys)));
  });

  it('know the kinds of nodes that menus ask for', () => {
    const asked = [
      ...allWhens(manifest())
        .join(' ')
        .matchAll(/viewItem == ([\w.]+)/g),
    ].map(([, kind]) => kind ?? '');
    const known = Object.values(nodeContexts) as readonly string[];
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((kind) => !known.includes(kind)),
      [],
    );
  });

  it('link only commands that exist, in welcome texts and in the walkthrough', async () => {
    const { viewsWelcome } = manifest().contributes;
    const texts = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...steps(manifest().contributes).map((step) => step.description),
    ];
    const all = new Set(await vscode.commands.getCommands());
    const used = texts.flatMap(linked);
    assert.ok(used.length > 10);
    assert.deepEqual(
      used.filter((id) => !all.has(id)),
      [],
    );
  });

  it('have a walkthrough whose steps have their pictures, and end by what the learner does', () => {
    const all = steps(manifest().contributes);
    assert.ok(all.length >= 6);
    for (const { id, media, completionEvents } of all) {
      assert.ok(existsSync(path.resolve(extension().extensionPath, media.svg)), media.svg);
      assert.match(file(media.svg), /^<svg[^>]* viewBox=/, media.svg);
      assert.ok(media.altText.length > 10, id);
      assert.ok(completionEvents.length > 0, id);
    }
    const known = new Set<string>(Object.values(commands));
    const asked = all.flatMap(({ completionEvents }) => ofKind(completionEvents, 'onCommand'));
    assert.deepEqual(
      asked.filter((id) => !known.has(id)),
      [],
    );
  });

  it('are activated by the labs file of a workspace and by kept panels, never at start-up', () => {
    assert.deepEqual(manifest().activationEvents, [
      `workspaceContains:${labsFile}`,
      `onWebviewPanel:${views.feedback}`,
      `onWebviewPanel:${views.grades}`,
    ]);
  });

  it('restrict what an untrusted workspace could misuse', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest().capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['delabs.courseFolders', 'delabs.connections']);
    assert.equal(virtualWorkspaces.supported, false);
  });

  it('have every text in package.nls.json, and no text that is not used', () => {
    const used = [...file('package.json').matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? '');
    assert.deepEqual(sorted(used), sorted(Object.keys(JSON.parse(file('package.nls.json')) as object)));
  });

  it('have their icons and their bundle', () => {
    const { icon, main, contributes } = manifest();
    for (const name of [icon, main, ...contributes.viewsContainers.activitybar.map((container) => container.icon)]) {
      // VS Code makes some of these absolute when it reads the manifest.
      assert.ok(existsSync(path.resolve(extension().extensionPath, name)), name);
    }
  });
});
