import * as z from 'zod/mini';

/**
 * Lower case letters, digits and hyphens, at most 64. `constructor` is the one such word that every JavaScript object
 * already has as a key.
 */
export const idPattern = /^(?!constructor$)[a-z0-9][a-z0-9-]{0,63}$/;

/** What an id may be, as a cure. */
export const idRule = 'Use lower case letters, digits and hyphens, at most 64, starting with a letter or digit.';

/** Identifiers are stable names in stored progress, file names and links. */
export const id = z
  .string()
  .check(
    z.regex(idPattern, idRule),
    z.describe('Lower case letters, digits and hyphens, at most 64. Stored progress refers to it: keep it for ever.'),
  );

export const title = z.string().check(z.minLength(1), z.maxLength(120), z.describe('Title, at most 120 characters.'));

export const summary = z.string().check(z.describe('One or two sentences about what this is for.'));

export const markdown = z.string().check(z.minLength(1), z.describe('Markdown.'));

export const grading = z
  .enum(['graded', 'practice'])
  .check(z.describe('A graded item counts; a practice item has the same checks and does not.'));

/**
 * Segments between single forward slashes; none is empty, and none ends with a dot or a space (Windows drops those, so
 * that `.. ` would be `..` there). What matches can't leave the folder it is relative to, on any platform.
 */
export const relativePathPattern = /^(?:[^\u0000-\u001f\\/:*?"<>|]*[^\u0000-\u001f\\/:*?"<>|. ](?:\/(?=[^/])|$))+$/; // oxlint-disable-line no-control-regex

/** A path inside the folder it is relative to. */
export const relativePath = z
  .string()
  .check(z.regex(relativePathPattern), z.describe('Relative path with forward slashes that stays inside its folder.'));
