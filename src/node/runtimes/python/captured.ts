import { StringDecoder } from 'node:string_decoder';

/** Characters kept from the beginning and from the end of an output. */
const keptCharacters = 32 * 1024;

/** What a program has written: the beginning and the end of it, and whether some texts were in it. */
export class Captured {
  /** Bytes of both streams. */
  size = 0;
  #head = '';
  #tail = '';
  #dropped = 0;
  readonly #streams: readonly Stream[];

  /** @param texts what to look for, in each stream */
  constructor(texts: readonly string[]) {
    this.#streams = [new Stream(texts), new Stream(texts)];
  }

  /** Takes what came on standard output (0) or standard error (1). */
  add(stream: 0 | 1, data: Buffer): void {
    this.size += data.length;
    this.#keep(this.#streams[stream]?.read(data) ?? '');
  }

  /** Both streams as they came in, long ones without their middle. */
  text(): string {
    const between = this.#dropped > 0 ? `\n… ${this.#dropped.toLocaleString('en')} characters left out …\n` : '';
    return readable(`${this.#head}${between}${this.#tail}`);
  }

  missing(): readonly string[] {
    const [out, error] = this.#streams;
    return out?.missing.filter((text) => error?.missing.includes(text)) ?? [];
  }

  #keep(text: string): void {
    const room = keptCharacters - this.#head.length;
    this.#head += text.slice(0, Math.max(0, room));
    this.#tail += text.slice(Math.max(0, room));
    // Not at every piece: joining and cutting long texts takes time.
    if (this.#tail.length < 2 * keptCharacters) return;
    this.#dropped += this.#tail.length - keptCharacters;
    this.#tail = this.#tail.slice(-keptCharacters);
  }
}

/** Decodes one stream and looks for texts in it, also where they come in two pieces. */
class Stream {
  missing: readonly string[];
  readonly #decoder = new StringDecoder('utf8');
  readonly #longest: number;
  #last = '';

  constructor(texts: readonly string[]) {
    this.missing = texts;
    this.#longest = Math.max(0, ...texts.map(({ length }) => length));
  }

  read(data: Buffer): string {
    const text = this.#decoder.write(data).replaceAll('\r\n', '\n');
    if (this.missing.length > 0) {
      const seen = this.#last + text;
      this.missing = this.missing.filter((wanted) => !seen.includes(wanted));
      this.#last = seen.slice(-this.#longest);
    }
    return text;
  }
}

// eslint-disable-next-line no-control-regex
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Without colours; characters that no terminal shows become the one for what can't be shown; of overwritten lines the last. */
const readable = (text: string): string =>
  text
    .replace(escapes, '')
    .replace(/[^\n]*\r(?=[^\n])/g, '')
    .replaceAll('\r', '')
    .replace(controls, '\ufffd');
