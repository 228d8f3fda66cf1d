import { l10n } from 'vscode';
import type { CheckRun } from '../../../core/check/result.js';
import type { AttemptSummary, CheckChange, FileChange } from '../../../core/course/attempt-history.js';
import { percentWord } from '../../ui/words.js';

const triggerWord = (trigger: CheckRun['trigger']): string => {
  switch (trigger) {
    case 'save':
      return l10n.t('on save');
    case 'command':
      return l10n.t('on request');
    case 'task':
      return l10n.t('by a task');
    case 'submit':
      return l10n.t('on submission');
  }
};

const timeOf = (epochMs: number): string =>
  new Date(epochMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const named = (text: (names: string) => string, files: readonly FileChange[], change: FileChange['change']): string => {
  const names = files.filter((file) => file.change === change).map(({ path }) => path);
  return names.length === 0 ? '' : text(names.join(', '));
};

const filesWord = ({ number, files }: AttemptSummary): string => {
  if (!files) return l10n.t('files not kept');
  const parts = [
    named((names) => l10n.t('changed {0}', names), files, 'changed'),
    number > 1 ? named((names) => l10n.t('new {0}', names), files, 'new') : '',
    named((names) => l10n.t('without {0}', names), files, 'gone'),
  ].filter((part) => part !== '');
  return parts.length > 0 || number === 1 ? parts.join(', ') : l10n.t('same files');
};

const titles = (checks: readonly CheckChange[], passed: boolean): readonly string[] =>
  checks.filter(({ before, after }) => (passed ? after : before) === 'passed').map(({ title }) => title);

/** Which checks came out otherwise than in the attempt before: that is what a learner looks for. */
const checksWord = ({ checks }: AttemptSummary): string => {
  const now = titles(checks, true);
  const lost = titles(checks, false);
  return [
    now.length > 0 ? l10n.t('now passed: {0}', now.join('; ')) : '',
    lost.length > 0 ? l10n.t('no longer passed: {0}', lost.join('; ')) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
};

export interface AttemptWords {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** An attempt in a list: number and grade, when and why, what changed. */
export const attemptWords = (attempt: AttemptSummary): AttemptWords => {
  const { number, grade, startedAt, trigger, tier } = attempt;
  const facts = [
    percentWord(grade.fraction),
    timeOf(startedAt),
    triggerWord(trigger),
    ...(tier === 'quick' ? [l10n.t('quick check')] : []),
  ];
  return {
    label: `$(${grade.passed ? 'pass-filled' : grade.fraction > 0 ? 'color-mode' : 'error'}) ${l10n.t('Attempt {0}', number)}`,
    description: facts.join(' · '),
    detail: [filesWord(attempt), checksWord(attempt)].filter((part) => part !== '').join(' · '),
  };
};
