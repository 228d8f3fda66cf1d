import { canonicalNumber } from './number-text.js';

/** Deeper documents are compared as text: a limit keeps a hostile one from exhausting the stack. */
const deepest = 400;

const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringToken = /"(?:[^"\\]|\\.)*"/y;
const blank = /[ \t\n\r]*/y;

/** Reads JSON without passing numbers through doubles, and writes it with sorted keys and canonical numbers. */
class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): string {
    const value = this.#value(0);
    if (this.#at !== this.#text.length) throw new SyntaxError('text after the value');
    return value;
  }

  #value(depth: number): string {
    if (depth > deepest) throw new SyntaxError('too deep');
    this.#take(blank);
    const value = this.#bare(depth);
    this.#take(blank);
    return value;
  }

  #bare(depth: number): string {
    const next = this.#text[this.#at];
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    if (next === '"') return this.#string();
    for (const word of ['true', 'false', 'null']) if (this.#skip(word)) return word;
    return canonicalNumber(this.#take(numberToken)) ?? '';
  }

  #string(): string {
    // JSON.parse undoes the escapes, so that "\u00e9" and "é" are one string, and rejects control characters.
    return JSON.stringify(JSON.parse(this.#take(stringToken)));
  }

  #array(depth: number): string {
    this.#expect('[');
    const values: string[] = [];
    this.#take(blank);
    if (!this.#skip(']')) {
      do values.push(this.#value(depth + 1));
      while (this.#skip(','));
      this.#expect(']');
    }
    return `[${values.join(',')}]`;
  }

  #object(depth: number): string {
    this.#expect('{');
    const members = new Map<string, string>();
    this.#take(blank);
    if (!this.#skip('}')) {
      do this.#member(members, depth);
      while (this.#skip(','));
      this.#expect('}');
    }
    const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${sorted.map(([key, value]) => `${key}:${value}`).join(',')}}`;
  }

  /** The last of several members with one key wins, as in PostgreSQL's jsonb. */
  #member(members: Map<string, string>, depth: number): void {
    this.#take(blank);
    const key = this.#string();
    this.#take(blank);
    this.#expect(':');
    members.set(key, this.#value(depth + 1));
  }

  #take(token: RegExp): string {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (!match) throw new SyntaxError('unexpected text');
    this.#at = token.lastIndex;
    return match[0];
  }

  #skip(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #expect(word: string): void {
    if (!this.#skip(word)) throw new SyntaxError(`${word} expected`);
  }
}

/** The one text of a JSON document: keys sorted, numbers exact, no blanks. `undefined` when the text is not JSON. */
export const canonicalJson = (text: string): string | undefined => {
  try {
    return new JsonReader(text).document();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
