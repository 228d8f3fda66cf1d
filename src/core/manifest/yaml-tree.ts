import type { Span } from './positions.js';

/** Where one value of a YAML text stands. */
export interface YamlNode extends Span {
  /** The key that leads to it, when its parent is a mapping. */
  readonly key: Span | undefined;
  /** Of a mapping, by key. */
  readonly entries?: ReadonlyMap<string, YamlNode>;
  /** Of a list. */
  readonly items?: readonly YamlNode[];
}

/** Keys and list indexes that lead from the root of a manifest to a value. */
export type Path = readonly PropertyKey[];

/** The node at a path; when the path leads nowhere, the last node on the way. */
const nodeAt = (root: YamlNode, path: Path): YamlNode => {
  let node = root;
  for (const step of path) {
    const child = node.entries?.get(String(step)) ?? (typeof step === 'number' ? node.items?.[step] : undefined);
    if (child === undefined) return node;
    node = child;
  }
  return node;
};

/** The span of the key at the end of a path; of the value itself when it stands in a list. */
export const keySpan = (root: YamlNode, path: Path): Span => {
  const node = nodeAt(root, path);
  return node.key ?? node;
};

/** The span of the value at the end of a path; an empty value is shown by its key. */
export const valueSpan = (root: YamlNode, path: Path): Span => {
  const node = nodeAt(root, path);
  return node.end > node.start ? node : (node.key ?? node);
};
