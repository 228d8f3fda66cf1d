import type { DiagnosticCode } from './diagnostic.js';
import type { LineIndex, Span } from './positions.js';
import { quote } from './quote.js';
import type { YamlNode } from './yaml-tree.js';

/** Something that keeps a text from being read as a manifest. */
export interface YamlProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly cure: string;
  readonly span: Span;
}

interface OpenNode extends Span {
  end: number;
  key: Span | undefined;
  entries?: Map<string, YamlNode>;
  items?: YamlNode[];
}

/** A list or mapping whose end has not been seen yet. */
interface Frame {
  readonly node: OpenNode;
  readonly list: unknown[] | undefined;
  readonly mapping: Record<string, unknown> | undefined;
  key: { readonly text: string; readonly span: Span } | undefined;
}

/** A scalar as the reader found it; an empty one has no span. */
export interface Scalar {
  /** Text after quotes and escapes are taken away. */
  readonly source: string;
  readonly value: unknown;
  readonly span: Span | undefined;
}

const enoughProblems = 100;

/** The problem of lists and mappings inside each other without end. */
export const tooDeep = (depth: number, span: Span): YamlProblem => ({
  code: 'too-deep',
  message: `Lists and mappings are nested more than ${depth} levels deep here.`,
  cure: 'Remove the extra brackets or indentation.',
  span,
});

/** The first offset from here that is neither white space, nor in a comment, nor one of the given characters. */
const skipFiller = (text: string, from: number, characters: string): number => {
  let offset = from;
  for (; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '#') {
      while (offset + 1 < text.length && !/[\r\n]/.test(text.charAt(offset + 1))) offset++;
    } else if (!/\s/.test(character) && !characters.includes(character)) return offset;
  }
  return offset;
};

/** What a manifest may be at most. */
export interface YamlLimits {
  /** UTF-16 code units of text. */
  readonly length: number;
  /** Lists and mappings inside each other. */
  readonly depth: number;
  /** Texts, numbers, lists, mappings and so on, all together. */
  readonly values: number;
}

/** Builds values and their places from what a reader finds in a text, in one pass and without recursion. */
export class YamlComposer {
  readonly problems: YamlProblem[] = [];
  root: YamlNode | undefined;
  value: unknown;
  private readonly frames: Frame[] = [];
  private cursor = 0;
  private documents = 0;
  private values = 0;
  private stopped = false;

  constructor(
    private readonly text: string,
    private readonly lines: LineIndex,
    private readonly limits: YamlLimits,
  ) {}

  /** True when going on would only repeat the same complaint. */
  get done(): boolean {
    return this.stopped || this.problems.length >= enoughProblems;
  }

  startDocument(): void {
    if (++this.documents === 1) return;
    const marker = /^(?:---|\.\.\.)/gm;
    marker.lastIndex = this.cursor;
    const start = marker.exec(this.text)?.index ?? this.cursor;
    const cure = 'Remove this line and what follows, or move it to a file of its own.';
    this.stop('A second YAML document starts here; a manifest is a single one.', cure, { start, end: start + 3 });
  }

  scalar({ source, value, span: found }: Scalar): void {
    const frame = this.frames.at(-1);
    const span = found ?? this.emptySpan(frame);
    this.cursor = Math.max(this.cursor, span.end);
    if (frame?.mapping && !frame.key) frame.key = { text: source, span };
    else this.attach({ ...span, key: undefined }, value);
  }

  open(start: number, isList: boolean): void {
    const parent = this.frames.at(-1);
    if (parent?.mapping && !parent.key) {
      const message = 'A key must be a plain text, not a list or a mapping.';
      this.stop(message, 'Put quotes around a text that starts with a bracket or a brace.', { start, end: start + 1 });
      return;
    }
    if (this.frames.length >= this.limits.depth) {
      this.problems.push(tooDeep(this.limits.depth, { start, end: start + 1 }));
      this.stopped = true;
      return;
    }
    const list = isList ? [] : undefined;
    // Without a prototype no key, not even __proto__, means anything special.
    const mapping: Record<string, unknown> | undefined = isList ? undefined : Object.create(null);
    const node: OpenNode = { start, end: start, key: undefined, ...(isList ? { items: [] } : { entries: new Map() }) };
    this.cursor = start;
    this.attach(node, list ?? mapping);
    this.frames.push({ node, list, mapping, key: undefined });
  }

  close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const opening = this.text[frame.node.start];
    if (opening === '[' || opening === '{') {
      const closing = skipFiller(this.text, Math.max(this.cursor, frame.node.start + 1), ',:?');
      if (/[\]}]/.test(this.text.charAt(closing))) this.cursor = closing + 1;
    }
    frame.node.end = this.cursor;
  }

  /** Aliases can make a small text a huge value, and give one value two places: there are none in manifests. */
  refuseAnchor(span: Span): void {
    const cure = 'Write the value out where it is needed; put quotes around a text that starts with & or *.';
    this.problem('Anchors (&name) and aliases (*name) are not allowed in a manifest.', cure, span, 'alias');
  }

  refuseTag(span: Span): void {
    const cure = 'Remove it; put quotes around a text that starts with an exclamation mark.';
    this.problem(`The tag ${quote(this.text.slice(span.start, span.end))} is not allowed in a manifest.`, cure, span);
  }

  refuseNumber(source: string, span: Span): void {
    const cure = `Put quotes around it to keep every digit: '${source}'.`;
    this.problem('This number has more digits than a number can keep.', cure, span, 'bad-value');
  }

  private attach(node: OpenNode, value: unknown): void {
    const frame = this.frames.at(-1);
    if (++this.values > this.limits.values) {
      const message = `There are more than ${this.limits.values} values, the most a manifest may have.`;
      const cure = 'Move data to files of their own and name those files here.';
      this.stop(message, cure, node, 'too-large');
      return;
    }
    if (!frame) {
      this.root = node;
      this.value = value;
    } else if (frame.list) {
      frame.list.push(value);
      frame.node.items?.push(node);
    } else if (frame.mapping && frame.key) {
      const { text, span } = frame.key;
      frame.key = undefined;
      node.key = span;
      const first = frame.node.entries?.get(text);
      if (first) this.duplicateKey(text, span, first);
      frame.mapping[text] = value;
      frame.node.entries?.set(text, node);
    }
  }

  /** Where an empty scalar is shown: at its dash in a list, else right after what stands before it. */
  private emptySpan(frame: Frame | undefined): Span {
    const dash = frame?.list ? skipFiller(this.text, this.cursor, '') : this.cursor;
    if (frame?.list && this.text[dash] === '-') return { start: dash, end: dash + 1 };
    return { start: this.cursor, end: this.cursor };
  }

  private duplicateKey(text: string, span: Span, first: YamlNode): void {
    const { line } = this.lines.position((first.key ?? first).start);
    this.problem(
      `The key ${quote(text)} stands twice in this mapping, first on line ${line}.`,
      'Keep one of the two.',
      span,
    );
  }

  private problem(message: string, cure: string, span: Span, code: DiagnosticCode = 'yaml-syntax'): void {
    this.problems.push({ code, message, cure, span });
  }

  private stop(message: string, cure: string, span: Span, code?: DiagnosticCode): void {
    this.problem(message, cure, span, code);
    this.stopped = true;
  }
}
