import { passMark } from '../core/vocabulary.js';

const nbsp = '\u00a0';

/** `80 %`. Rounded down, so that 79.9 % never reads as a pass. */
export const percent = (fraction: number): string => `${Math.floor(fraction * 100 + 1e-9)}${nbsp}%`;

/** `27 %` of a whole: rounded to the nearest, so that shares add up. */
export const shareText = (fraction: number): string => `${Math.round(fraction * 100)}${nbsp}%`;

export const passMarkText = percent(passMark);

/** Points with at most one decimal: partial credit gives fractions. */
export const pointsText = (points: number): string => String(Math.round(points * 10) / 10);

/** `1 point`, `2 points`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${pointsText(count)} ${count === 1 ? one : many}`;

export const duration = (ms: number): string => {
  if (ms < 1) return `<${nbsp}1${nbsp}ms`;
  if (ms < 1000) return `${Math.round(ms)}${nbsp}ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)}${nbsp}s`;
};
