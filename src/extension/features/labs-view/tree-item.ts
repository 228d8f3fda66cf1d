import { l10n, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Diagnostic } from '../../../core/manifest/diagnostic.js';
import type { ItemNode } from '../../../protocol/tree.js';
import { commands, nodeContexts } from '../../constants.js';
import { brokenIcon, itemIcon, stateIcon, waitingIcon, warningIcon } from '../../ui/icons.js';
import { gradingWord, kindWord, pointsWord, scoreWord, stateWord } from '../../ui/words.js';
import type { CourseElement, ExerciseElement, ItemElement, LabNode, ModuleElement, ProblemElement } from './nodes.js';

/** What the look of a node depends on beside its content. */
export interface Surroundings {
  isStarted(courseId: string, itemId: string): boolean;
  /** Id of the first course: it stands open, down to its first module and the lab to go on with. */
  readonly first: string | undefined;
  /** Whether the learner left the node open; undefined when it was not touched. */
  isExpanded(id: string): boolean | undefined;
}

const sentence = (parts: readonly (string | undefined)[], separator = ' · '): string =>
  parts.filter((part) => part !== undefined && part !== '').join(separator);

interface Face {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** Everything that icon and colour say, in words. */
  readonly spoken: string;
  readonly context: string;
  readonly state: TreeItemCollapsibleState;
}

const treeItem = (node: LabNode, face: Face): TreeItem => {
  const item = new TreeItem(face.label, face.state);
  item.id = node.id;
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  if (face.description) item.description = face.description;
  if (face.tooltip) item.tooltip = face.tooltip;
  return item;
};

/** The tree item of any node. */
export const toTreeItem = (node: LabNode, around: Surroundings): TreeItem => {
  const item = freshItem(node, around);
  const expanded = around.isExpanded(node.id);
  if (expanded !== undefined && item.collapsibleState !== TreeItemCollapsibleState.None) {
    item.collapsibleState = expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }
  return item;
};

const freshItem = (node: LabNode, around: Surroundings): TreeItem => {
  switch (node.kind) {
    case 'course':
      return courseItem(node, around);
    case 'module':
      return moduleItem(node, around);
    case 'item':
      return itemItem(node, around);
    case 'exercise':
      return exerciseItem(node);
    case 'problem':
      return problemItem(node);
  }
};

const errorsOf = (problems: readonly Diagnostic[]): readonly Diagnostic[] =>
  problems.filter((problem) => problem.severity === 'error');

const brokenText = (problems: readonly Diagnostic[]): string =>
  problems.length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', problems.length);

const courseItem = (node: CourseElement, { first }: Surroundings): TreeItem => {
  const { title, summary, problems } = node.course;
  const broken = errorsOf(problems).length > 0;
  const description = broken ? brokenText(problems) : '';
  const item = treeItem(node, {
    label: title,
    description,
    tooltip: sentence([title, summary, problems[0]?.message], '\n\n'),
    spoken: sentence([title, l10n.t('course'), description], ', '),
    context: broken ? nodeContexts.broken : nodeContexts.course,
    state:
      node.course.courseId === first || broken ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  });
  if (broken) item.iconPath = brokenIcon();
  return item;
};

const isFirst = ({ parent, moduleId }: ModuleElement): boolean => parent.course.modules[0]?.moduleId === moduleId;

const moduleItem = (node: ModuleElement, { first }: Surroundings): TreeItem =>
  treeItem(node, {
    label: node.module.title,
    tooltip: sentence([node.module.title, node.module.summary], '\n\n'),
    spoken: sentence([node.module.title, l10n.t('module'), l10n.t('{0} items', node.module.items)], ', '),
    context: nodeContexts.module,
    state:
      node.parent.course.courseId === first && isFirst(node)
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  });

const isAssessed = ({ kind }: ItemNode): boolean => kind === 'lab' || kind === 'quiz';

/** What the learner waits for, or why the lab can't be used; nothing while its services run or rest. */
const serviceFact = ({ services }: ItemNode): string | undefined => {
  const states = new Set(services.map(({ state }) => state));
  if (states.has('failed')) return l10n.t('service failed');
  if (states.has('installing')) return l10n.t('installing…');
  if (states.has('starting')) return l10n.t('starting…');
  return states.has('stopping') ? l10n.t('stopping…') : undefined;
};

const isWaiting = ({ services }: ItemNode): boolean =>
  services.some(({ state }) => state === 'installing' || state === 'starting');

const itemFacts = (item: ItemNode): readonly (string | undefined)[] => [
  serviceFact(item),
  item.next ? l10n.t('next') : undefined,
  item.grading && gradingWord(item.grading),
  item.optional ? l10n.t('optional') : undefined,
  item.points && pointsWord(item.points),
  item.minutes === undefined ? undefined : l10n.t('{0} min', item.minutes),
];

/** What fits beside a title in a side bar of usual width; tooltip and screen reader tell all facts. */
const shortFacts = (item: ItemNode): readonly (string | undefined)[] => [serviceFact(item), ...settledFacts(item)];

const settledFacts = ({ next, grading, optional, points }: ItemNode): readonly (string | undefined)[] => [
  next ? l10n.t('next') : undefined,
  grading === 'graded' ? gradingWord(grading) : undefined,
  optional ? l10n.t('optional') : undefined,
  points && scoreWord(points),
];

const itemContext = (item: ItemNode, started: boolean): string => {
  if (errorsOf(item.problems).length > 0) return nodeContexts.broken;
  if (item.kind === 'lab') return started ? nodeContexts.startedLab : nodeContexts.lab;
  return item.kind === 'quiz' ? nodeContexts.quiz : nodeContexts.link;
};

const foldOf = (item: ItemNode, { first }: Surroundings): TreeItemCollapsibleState =>
  item.courseId === first && item.next ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;

/** Services as far as this window knows them, one per line. */
const servicesText = ({ services }: ItemNode): string =>
  services
    .filter(({ state }) => state !== 'absent')
    .map(({ name, message, state }) => `${name}: ${message ?? state}`)
    .join('\n');

const itemItem = (node: ItemElement, around: Surroundings): TreeItem => {
  const { item } = node;
  const broken = errorsOf(item.problems).length > 0;
  const state = isAssessed(item) ? stateWord(item.state) : undefined;
  const facts = broken ? [brokenText(item.problems)] : itemFacts(item);
  const holds = item.problems.length > 0 || (item.kind === 'lab' && item.exercises.length > 0);
  const result = treeItem(node, {
    label: item.title,
    description: sentence(broken ? facts : shortFacts(item)),
    tooltip: sentence(
      [item.title, sentence([kindWord(item.kind), state, ...facts]), item.summary, servicesText(item)],
      '\n\n',
    ),
    spoken: sentence([item.title, kindWord(item.kind), broken ? undefined : state, ...facts], ', '),
    context: itemContext(item, around.isStarted(item.courseId, item.itemId)),
    state: holds ? foldOf(item, around) : TreeItemCollapsibleState.None,
  });
  result.iconPath = broken ? brokenIcon() : isWaiting(item) ? waitingIcon() : itemIcon(item.kind, item.state);
  if (!holds) result.command = { command: commands.openItem, title: l10n.t('Open'), arguments: [node] };
  return result;
};

const exerciseItem = (node: ExerciseElement): TreeItem => {
  const { title, state, points } = node.exercise;
  const facts = [stateWord(state), pointsWord(points)];
  const item = treeItem(node, {
    label: title,
    description: scoreWord(points),
    tooltip: sentence([title, sentence(facts)], '\n\n'),
    spoken: sentence([title, l10n.t('exercise'), ...facts], ', '),
    context: nodeContexts.exercise,
    state: TreeItemCollapsibleState.None,
  });
  item.iconPath = stateIcon(state);
  item.command = { command: commands.openExercise, title: l10n.t('Open Exercise'), arguments: [node] };
  return item;
};

const problemItem = (node: ProblemElement): TreeItem => {
  const { message, cure, severity, file, range } = node.problem;
  const place = `${file.replace(/^.*[\\/]/, '')}:${range.start.line}`;
  const word = severity === 'error' ? l10n.t('error') : l10n.t('warning');
  const item = treeItem(node, {
    label: message,
    description: place,
    tooltip: sentence([message, cure, `${file}:${range.start.line}:${range.start.column}`], '\n\n'),
    spoken: sentence([word, message, cure, place], ', '),
    context: nodeContexts.problem,
    state: TreeItemCollapsibleState.None,
  });
  item.iconPath = severity === 'error' ? brokenIcon() : warningIcon();
  item.command = { command: commands.openProblem, title: l10n.t('Open Manifest'), arguments: [node] };
  return item;
};
