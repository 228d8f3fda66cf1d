import { CORE_SCHEMA, EVENT_ID, NOT_RESOLVED, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import { indexLines } from './positions.js';
import type { LineIndex, Span } from './positions.js';
import { YamlComposer, tooDeep } from './yaml-composer.js';
import type { YamlLimits, YamlProblem } from './yaml-composer.js';
import { explain } from './yaml-reasons.js';
import type { YamlNode } from './yaml-tree.js';

/** The limits of every manifest. */
export const manifestLimits: YamlLimits = { length: 1 << 20, depth: 64, values: 50_000 };

/** A YAML text that was read. Mappings in {@link value} have no prototype and keep their keys as written. */
export interface YamlDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly value: unknown;
  readonly root: YamlNode;
}

export type YamlResult =
  | { readonly ok: true; readonly document: YamlDocument }
  | { readonly ok: false; readonly lines: LineIndex; readonly problems: readonly YamlProblem[] };

const absent = -1;
const implicitTags = CORE_SCHEMA.tags.filter((tag) => tag.nodeKind === 'scalar' && tag.implicit);

/** The value of an unquoted scalar after YAML 1.2's core schema: null, true, false, a number or the text itself. */
const resolvePlain = (source: string): unknown => {
  const first = source.charAt(0);
  for (const tag of implicitTags) {
    if (tag.nodeKind !== 'scalar' || tag.implicitFirstChars?.includes(first) === false) continue;
    const value: unknown = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
};

const significantDigits = (number: string): string =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');

/** True when a number as written has more digits than a JavaScript number keeps. */
const losesDigits = (source: string, value: unknown): boolean => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (/^0[xo]/.test(source)) return !Number.isSafeInteger(value);
  return significantDigits(source) !== significantDigits(String(value));
};

/** Where a scalar stands, with its quotes; a block is shown by its content. An empty one has no place of its own. */
const scalarSpan = (text: string, event: ScalarEvent): Span | undefined => {
  const { valueStart: start, valueEnd: end, style } = event;
  if (start === absent) return undefined;
  if (style === SCALAR_STYLE.PLAIN) return { start, end };
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return { start: start - 1, end: end + 1 };
  }
  const content = text.slice(start, end);
  const trimmed = content.trim();
  if (trimmed === '') return undefined;
  const from = end - content.trimStart().length;
  return { start: from, end: from + trimmed.length };
};

const takeScalar = (composer: YamlComposer, text: string, event: ScalarEvent): void => {
  const source = getScalarValue(text, event);
  const value = event.style === SCALAR_STYLE.PLAIN ? resolvePlain(source) : source;
  const span = scalarSpan(text, event);
  if (span && losesDigits(source, value)) composer.refuseNumber(source, span);
  composer.scalar({ source, value, span });
};

const take = (composer: YamlComposer, text: string, event: Event): void => {
  if (event.type === EVENT_ID.DOCUMENT) return composer.startDocument();
  if (event.type === EVENT_ID.POP) return composer.close();
  if (event.anchorStart !== absent) composer.refuseAnchor({ start: event.anchorStart - 1, end: event.anchorEnd });
  if (event.type === EVENT_ID.ALIAS) {
    const source = text.slice(event.anchorStart, event.anchorEnd);
    return composer.scalar({ source, value: null, span: { start: event.anchorStart - 1, end: event.anchorEnd } });
  }
  if (event.tagStart !== absent) composer.refuseTag({ start: event.tagStart, end: event.tagEnd });
  if (event.type === EVENT_ID.SCALAR) return takeScalar(composer, text, event);
  composer.open(event.start, event.type === EVENT_ID.SEQUENCE);
};

const lineAround = (text: string, offset: number): Span => {
  const before = text.slice(0, offset);
  const after = text.slice(offset).search(/[\r\n]/);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { start, end: after < 0 ? text.length : offset + after };
};

/** The line above that of an offset, blank lines left out. */
const lineAbove = (text: string, offset: number): Span => {
  const end = text.slice(0, lineAround(text, offset).start).trimEnd().length;
  return lineAround(text, end);
};

const indentOf = (line: string): number => line.length - line.trimStart().length;

const sliceOf = (text: string, span: Span): string => text.slice(span.start, span.end);

/** Where an error is shown. This one is noticed only after the line that is wrong. */
const placeOf = (reason: string, text: string, stoppedAt: number): number => {
  if (!/multiline key/.test(reason)) return stoppedAt;
  const wrong = lineAbove(text, stoppedAt);
  return wrong.start + indentOf(sliceOf(text, wrong));
};

const syntaxProblem = (text: string, error: unknown, limits: YamlLimits): YamlProblem => {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const stoppedAt = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  const start = placeOf(reason, text, Math.min(stoppedAt, text.length));
  const line = lineAround(text, start);
  const span = { start, end: line.end };
  if (/maxDepth/.test(reason)) return tooDeep(limits.depth, span);
  const above = sliceOf(text, lineAbove(text, start));
  return { code: 'yaml-syntax', ...explain(reason, sliceOf(text, line), start - line.start, above), span };
};

/** The problem of a file that is over the limit. */
export const tooLarge = (limits: YamlLimits): YamlProblem => ({
  code: 'too-large',
  message: `The file is larger than ${limits.length >> 10} KiB, the most a manifest may have.`,
  cure: 'Move data and long texts to files of their own and name those files here.',
  span: { start: 0, end: 0 },
});

const empty: YamlProblem = {
  code: 'yaml-syntax',
  message: 'The file is empty.',
  cure: "Start it with 'format: 1'.",
  span: { start: 0, end: 0 },
};

/**
 * Reads one YAML document of YAML 1.2's core schema. Anchors, aliases, tags, duplicate keys, keys that are not text,
 * further documents and numbers that lose digits are problems. Never throws, whatever the text.
 */
export const readYaml = (text: string, limits: YamlLimits = manifestLimits): YamlResult => {
  const lines = indexLines(text);
  const refuse = (...problems: readonly YamlProblem[]): YamlResult => ({ ok: false, lines, problems });
  if (text.length > limits.length) return refuse(tooLarge(limits));
  const composer = new YamlComposer(text, lines, limits);
  try {
    // The reader counts what stands in the deepest list or mapping as a level of its own.
    for (const event of parseEvents(text, { maxDepth: limits.depth + 1 })) {
      if (!composer.done) take(composer, text, event);
    }
  } catch (error) {
    return refuse(syntaxProblem(text, error, limits));
  }
  if (composer.problems.length > 0) return refuse(...composer.problems);
  if (!composer.root || composer.value === null) return refuse(empty);
  return { ok: true, document: { text, lines, value: composer.value, root: composer.root } };
};
