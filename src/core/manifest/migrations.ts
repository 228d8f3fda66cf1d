import type { Finding } from './finding.js';

/** Makes a manifest of one format into the same manifest of the next format. Gets a plain value, not yet validated. */
export type Migration = (manifest: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The first one leads from format 1 to format 2, and so on; there is one for every format before the newest. */
const migrations: readonly Migration[] = [];

export type Migrated =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly finding: Finding };

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuse = (code: Finding['code'], message: string, cure: string): Migrated => ({
  ok: false,
  finding: { code, message, cure, path: ['format'] },
});

/**
 * A manifest in the newest format. What is no manifest at all, or names no format number, passes through for the
 * schema to complain about.
 */
export const migrate = (value: unknown, steps: readonly Migration[] = migrations): Migrated => {
  const format = isMapping(value) ? value['format'] : undefined;
  if (!isMapping(value) || typeof format !== 'number' || !Number.isInteger(format)) return { ok: true, value };
  const newest = steps.length + 1;
  if (format > newest) {
    const message = `The manifest is written for format ${format}; this version reads format ${newest} at most.`;
    return refuse('newer-format', message, 'Update the extension.');
  }
  if (format < 1) return refuse('bad-value', `There is no format ${format}.`, `Write 'format: ${newest}'.`);
  const migrated = steps.slice(format - 1).reduce((older, step) => step(older), value);
  return { ok: true, value: migrated === value ? value : { ...migrated, format: newest } };
};
