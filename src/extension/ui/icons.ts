import { ThemeColor, ThemeIcon } from 'vscode';
import type { ExerciseState, ItemKind } from '../../core/vocabulary.js';

interface Look {
  readonly icon: string;
  readonly color?: string;
}

const looks: Readonly<Record<ExerciseState, Look>> = {
  'not-attempted': { icon: 'circle-outline' },
  'in-progress': { icon: 'edit', color: 'charts.blue' },
  partial: { icon: 'color-mode', color: 'charts.yellow' },
  passed: { icon: 'pass-filled', color: 'testing.iconPassed' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
};

/** Items that were not attempted show what they are; all others how they went. */
const kinds: Readonly<Record<ItemKind, string>> = {
  lab: 'beaker',
  quiz: 'checklist',
  reading: 'book',
  video: 'play-circle',
  conversation: 'comment-discussion',
};

const themed = ({ icon, color }: Look): ThemeIcon =>
  color === undefined ? new ThemeIcon(icon) : new ThemeIcon(icon, new ThemeColor(color));

export const stateIcon = (state: ExerciseState): ThemeIcon => themed(looks[state]);

export const itemIcon = (kind: ItemKind, state: ExerciseState): ThemeIcon =>
  state === 'not-attempted' ? new ThemeIcon(kinds[kind]) : stateIcon(state);

/** The icon in text of the status bar and of code lenses. */
export const stateSymbol = (state: ExerciseState): string => `$(${looks[state].icon})`;

export const brokenIcon = (): ThemeIcon => new ThemeIcon('error', new ThemeColor('list.errorForeground'));
export const warningIcon = (): ThemeIcon => new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
export const waitingIcon = (): ThemeIcon => new ThemeIcon('loading~spin');
