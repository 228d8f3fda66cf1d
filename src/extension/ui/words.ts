import { l10n } from 'vscode';
import type { ExerciseState, Grading, ItemKind } from '../../core/vocabulary.js';

/** A state in words: colour and icon never say it alone. */
export const stateWord = (state: ExerciseState): string => {
  switch (state) {
    case 'not-attempted':
      return l10n.t('not attempted');
    case 'in-progress':
      return l10n.t('in progress');
    case 'partial':
      return l10n.t('partly passed');
    case 'passed':
      return l10n.t('passed');
    case 'failed':
      return l10n.t('failed');
  }
};

export const gradingWord = (grading: Grading): string => (grading === 'graded' ? l10n.t('graded') : l10n.t('practice'));

export const kindWord = (kind: ItemKind): string => {
  switch (kind) {
    case 'lab':
      return l10n.t('lab');
    case 'quiz':
      return l10n.t('quiz');
    case 'reading':
      return l10n.t('reading');
    case 'video':
      return l10n.t('video');
    case 'conversation':
      return l10n.t('conversation');
  }
};

const round = (points: number): string => String(Math.round(points * 10) / 10);

/** For places where every letter counts and the words stand nearby. */
export const scoreWord = ({ best, max }: { readonly best: number; readonly max: number }): string =>
  `${round(best)}/${round(max)}`;

export const pointsWord = ({ best, max }: { readonly best: number; readonly max: number }): string =>
  l10n.t('{0}/{1} points', round(best), round(max));

/** Rounded down, so that 79.9 % never reads as a pass. */
export const percentWord = (fraction: number): string => l10n.t('{0} %', Math.floor(fraction * 100 + 1e-9));
