import type * as z from 'zod/mini';
import type { Finding } from './finding.js';
import { pathProblem } from './path-problem.js';
import { relativePathPattern } from './scalars.js';
import { quote } from './quote.js';
import { alternatives, cureFor, enumeration, nearest } from './suggest.js';
import { expectedWords, foundWords, placeWords, subjectWords } from './words.js';
import { valueSpan } from './yaml-tree.js';
import type { Path } from './yaml-tree.js';
import type { YamlDocument } from './yaml.js';

type Issue = z.core.$ZodIssue;
type Issues<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

const keySeparator = '\n';
const mostKeys = 1000;

/**
 * Error map that keeps what only the schema knows: the keys of a mapping, or the words for what is asked for. They
 * travel as the issue's message. Messages written in a schema (cures of patterns) go before it.
 */
export const schemaFacts: z.core.$ZodErrorMap = (issue) => {
  const { inst } = issue;
  if (inst === undefined || !('type' in inst._zod.def)) return undefined;
  const { def } = (inst as z.core.$ZodTypes)._zod;
  if (issue.code === 'unrecognized_keys') return def.type === 'object' ? Object.keys(def.shape).join(keySeparator) : '';
  return expectedWords(inst as z.core.$ZodType);
};

/** A finding, and which key it is about, so that one slip is not reported twice. */
export interface SchemaFinding extends Finding {
  /** The key that is missing at {@link Finding.path}. */
  readonly missing?: string;
  /** The key that was probably meant instead of the last one of {@link Finding.path}. */
  readonly meant?: string;
}

const unitOf = (origin: string, amount: number | bigint): string => {
  if (origin === 'string') return amount === 1 ? ' character' : ' characters';
  if (origin === 'array') return amount === 1 ? ' entry' : ' entries';
  return '';
};

const show = (value: unknown): string => (typeof value === 'string' ? quote(value) : String(value));

const cureOfUnknownKey = (meant: string | undefined, known: readonly string[]): string => {
  if (meant !== undefined) return `Did you mean ${quote(meant)}?`;
  if (known.length === 1) return `Remove it; the only key here is ${known[0]}.`;
  return `Remove it; the keys here are ${enumeration(known)}.`;
};

/** Turns zod's issues about one document into findings. */
export class IssueFindings {
  constructor(private readonly document: YamlDocument) {}

  of(issue: Issue, base: Path = []): readonly SchemaFinding[] {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') return this.unknownKeys(issue, path);
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && !this.isMissing(path)) {
      return this.ofUnion(issue, path);
    }
    return [this.single(issue, path)];
  }

  private single(issue: Issue, path: Path): SchemaFinding {
    if (this.isMissing(path)) return this.missingKey(issue, path);
    switch (issue.code) {
      case 'invalid_union':
        return this.notAllowed('options' in issue ? (issue.options ?? []) : [], issue, path);
      case 'invalid_value':
        return this.notAllowed(issue.values, issue, path);
      case 'invalid_type':
        return this.wrongType(issue.message, path);
      case 'too_small':
        return this.outOfRange(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least', path);
      case 'too_big':
        return this.outOfRange(issue.origin, issue.maximum, 'at most', path);
      case 'invalid_format':
        return this.wrongFormat(issue, path);
      case 'invalid_key': {
        const cure = issue.issues[0]?.message ?? 'Choose another name.';
        const message = `The name ${quote(String(path.at(-1)))} is not allowed here.`;
        return { code: 'bad-value', message, cure, path, at: 'key' };
      }
      default:
        return {
          code: 'bad-value',
          message: `This value is not allowed${placeWords(path)}.`,
          cure: 'Change it.',
          path,
        };
    }
  }

  private unknownKeys(issue: Issues<'unrecognized_keys'>, path: Path): readonly SchemaFinding[] {
    const known = issue.message.split(keySeparator);
    return issue.keys.slice(0, mostKeys).map((key) => {
      const meant = nearest(key, known);
      const cure = cureOfUnknownKey(meant, known);
      const finding: Finding = {
        code: 'unknown-key',
        message: `The key ${quote(key)} is not known here.`,
        cure,
        path: [...path, key],
        at: 'key',
      };
      return meant === undefined ? finding : { ...finding, meant };
    });
  }

  /** The findings of the alternative that was most likely meant. */
  private ofUnion(issue: Issues<'invalid_union'>, path: Path): readonly SchemaFinding[] {
    const value = this.valueAt(path);
    const scores = issue.errors.map((issues) => issues.reduce((sum, one) => sum + this.weight(one, path), 0));
    const least = Math.min(...scores);
    const best = issue.errors[scores.indexOf(least)] ?? [];
    if (least >= 1000) return [this.wrongType(issue.message, path)];
    if (scores.filter((score) => score === least).length === 1) return best.flatMap((one) => this.of(one, path));
    const keys = issue.errors.flatMap((issues) => issues.slice(0, 1).map((one) => String(one.path[0])));
    const message = `One of the keys ${alternatives([...new Set(keys)])} is missing here.`;
    const found = Object.keys(value as object).map(quote);
    const cure = found.length > 0 ? `Write one of them in place of ${alternatives(found)}.` : 'Write one of them.';
    return [{ code: 'missing-key', message, cure, path }];
  }

  /** How much speaks against an alternative. Another shape is out of the question; a key too many weighs most. */
  private weight(issue: Issue, base: Path): number {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(keySeparator);
      return issue.keys.slice(0, mostKeys).reduce((sum, key) => sum + (nearest(key, known) === undefined ? 3 : 1), 0);
    }
    if (issue.path.length > 0) return this.isMissing(path) ? 2 : 1;
    const isScalar = typeof this.valueAt(path) !== 'object';
    return issue.code === 'invalid_type' || !isScalar ? 1000 : 1;
  }

  private missingKey(issue: Issue, path: Path): SchemaFinding {
    const key = String(path.at(-1));
    const options = issue.code === 'invalid_union' && 'options' in issue ? issue.options?.map(show) : undefined;
    const expected = options ? alternatives(options) : issue.message;
    const message = `The key '${key}' is missing here.`;
    const cure = `Add '${key}:' with ${expected}.`;
    return { code: 'missing-key', message, cure, path: path.slice(0, -1), missing: key };
  }

  private wrongType(expected: string, path: Path): Finding {
    const value = this.valueAt(path);
    const message = `Expected ${expected}${placeWords(path)}, found ${foundWords(value)}.`;
    const span = valueSpan(this.document.root, path);
    const source = this.document.text.slice(span.start, span.end);
    const isScalar = value !== null && typeof value !== 'object';
    const wantsText = /\ba text\b/.test(expected);
    let cure = expected.startsWith('a mapping') ? `Write ${expected}, as 'key: value' lines.` : `Write ${expected}.`;
    if (isScalar && wantsText) cure = `Put quotes around it: '${source}'.`;
    else if (isScalar && expected.startsWith('a list of')) cure = `Write it as a list: [${source}].`;
    else if (typeof value === 'string' && /number/.test(expected)) cure = `Write ${expected} without quotes or words.`;
    return { code: 'wrong-type', message, cure, path };
  }

  private notAllowed(values: readonly z.core.util.Primitive[], issue: Issue, path: Path): Finding {
    const value = this.valueAt(path);
    const known = values.map(String);
    const isWord = typeof value === 'string' || (typeof value === typeof values[0] && value !== null);
    if (!isWord) return this.wrongType(issue.code === 'invalid_union' ? 'a text' : issue.message, path);
    const message = `${show(value)} is not allowed${placeWords(path)}.`;
    const same = known.includes(String(value));
    const cure = same ? `Write ${String(value)} without quotes.` : cureFor(String(value), known, 'Change it.');
    return { code: 'bad-value', message, cure, path };
  }

  private outOfRange(origin: string, limit: number | bigint, relation: string, path: Path): Finding {
    const subject = subjectWords(path);
    const unit = unitOf(origin, limit);
    const wanted = `${relation} ${limit}${unit}`;
    const found = this.valueAt(path);
    const isEmpty = found === '' || (Array.isArray(found) && found.length === 0);
    const rule = unit === '' ? `${subject} must be ${wanted}.` : `${subject} must have ${wanted}.`;
    const cure = unit === '' ? `Write a number that is ${wanted}.` : `Write ${wanted}.`;
    return { code: 'bad-value', message: isEmpty ? `${subject} is empty.` : rule, cure, path };
  }

  private wrongFormat(issue: Issues<'invalid_format'>, path: Path): Finding {
    const value = String(this.valueAt(path));
    if (issue.pattern === String(relativePathPattern)) return { ...pathProblem(value), path };
    const message = `${quote(value)} is not allowed${placeWords(path)}.`;
    return { code: 'bad-value', message, cure: issue.message, path };
  }

  private valueAt(path: Path): unknown {
    let value = this.document.value;
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<PropertyKey, unknown>)[step];
    }
    return value;
  }

  private isMissing(path: Path): boolean {
    const parent = this.valueAt(path.slice(0, -1));
    const key = path.at(-1);
    return typeof key === 'string' && typeof parent === 'object' && parent !== null && !Object.hasOwn(parent, key);
  }
}
