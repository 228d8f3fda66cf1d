/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly in it. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Characters that XML 1.0 has no way to hold. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const unescape = (text: string): string => {
  if (/[<]|&(?!(amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`not escaped: ${text}`);
  return text.replace(/&(\w+);/g, (_all, name: string) => entities[name] ?? '');
};

const attributesOf = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  const rest = text.replace(/\s+([\w:-]+)="([^"]*)"/g, (_all, name: string, value: string) => {
    if (name in found) throw new Error(`twice: ${name}`);
    found[name] = unescape(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`no attribute: ${rest}`);
  return found;
};

/** Reads the elements, attributes and texts that our reports are made of; throws for all that is not well-formed. */
export const parseXml = (xml: string): XmlElement => {
  if (forbidden.test(xml)) throw new Error('a character that XML does not have');
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  if (body === xml) throw new Error('no XML declaration');
  const top: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (const [, text = '', end, name = '', attributes = '', empty] of body.matchAll(
    /([^<]*)(?:<(?:\/([\w:-]+)\s*|([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?))>|$)/gy,
  )) {
    const parent = open.at(-1) ?? top;
    parent.text += unescape(text);
    if (end !== undefined) {
      if (open.length === 1 || parent.name !== end) throw new Error(`${end} ends where ${parent.name} is open`);
      open.pop();
    } else if (name !== '') {
      const element: OpenElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  const [root] = top.children;
  if (!root || top.children.length > 1 || open.length > 1 || top.text.trim() !== '')
    throw new Error('not one whole element');
  return root;
};
