/** The little Markdown of hints, questions and help lines, parsed to a tree: nothing in it can become markup. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

/** Code first, so that `count(*)` never opens an emphasis; a lone `*` or `_` stays what it is. */
const inlinePattern =
  /(?<ticks>`+)(?<code>.+?)(?<!`)\k<ticks>(?!`)|\*\*(?<strong>\S(?:.*?\S)?)\*\*|(?<![\w*])(?<mark>[*_])(?<em>[\p{L}\p{N}](?:[^*_]*[^\s*_])?)\k<mark>(?![\w*])|\[(?<label>[^\]]+)\]\((?<href>(?:[^()\s]|\([^()\s]*\))+)\)/gsu;

const codePattern = /(?<ticks>`+)(?<code>.+?)(?<!`)\k<ticks>(?!`)/gsu;

const text = (value: string): Inline[] => (value === '' ? [] : [{ kind: 'text', text: value }]);

const toInline = (groups: Record<string, string | undefined>): Inline[] => {
  const { code, strong, em, label, href } = groups;
  if (code !== undefined) return [{ kind: 'code', text: code.trim() }];
  if (strong !== undefined) return [{ kind: 'strong', children: parseInline(strong) }];
  if (em !== undefined) return [{ kind: 'em', children: parseInline(em) }];
  const children = parseInline(label ?? '');
  return href?.startsWith('https://') ? [{ kind: 'link', href, children }] : [...children];
};

const parseWith = (pattern: RegExp, source: string): readonly Inline[] => {
  const out: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    out.push(...text(source.slice(end, match.index)), ...toInline(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  return [...out, ...text(source.slice(end))];
};

/** Code, strong, emphasis and https links. */
export const parseInline = (source: string): readonly Inline[] => parseWith(inlinePattern, source);

/** Only `code`: for sentences of the checks, where an asterisk is SQL. */
export const parseCodeOnly = (source: string): readonly Inline[] => parseWith(codePattern, source);

const bullet = /^ {0,3}(?:[-*+]|(?<number>\d{1,3})[.)])\s+/u;

const toBlock = (chunk: string): Block => {
  const lines = chunk.split('\n');
  const first = bullet.exec(lines[0] ?? '');
  if (!first) return { kind: 'paragraph', children: parseInline(lines.map((line) => line.trim()).join(' ')) };
  const items: string[] = [];
  for (const line of lines) {
    if (bullet.test(line)) items.push(line.replace(bullet, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', ordered: first.groups?.['number'] !== undefined, items: items.map(parseInline) };
};

const fence = /^```[^\n]*\n(?<code>.*?)\n?^```[ \t]*$/gmsu;

const prose = (part: string): Block[] =>
  part
    .split(/\n\s*\n/u)
    .map((chunk) => chunk.replace(/^\n+|\s+$/gu, ''))
    .filter((chunk) => chunk.trim() !== '')
    .map(toBlock);

/** Paragraphs, lists and fenced code; anything else is read as a paragraph. */
export const parseBlocks = (source: string): readonly Block[] => {
  const out: Block[] = [];
  let end = 0;
  for (const match of source.matchAll(fence)) {
    out.push(...prose(source.slice(end, match.index)), { kind: 'code', text: match.groups?.['code'] ?? '' });
    end = match.index + match[0].length;
  }
  return [...out, ...prose(source.slice(end))];
};
