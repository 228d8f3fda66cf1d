import type { Finding } from './finding.js';
import { quote } from './quote.js';
import { cureFor } from './suggest.js';
import { valueSpan } from './yaml-tree.js';
import type { Path } from './yaml-tree.js';
import type { YamlDocument } from './yaml.js';

/** Something in a manifest that has a name, and where that name stands. */
export interface Named {
  readonly name: string;
  readonly path: Path;
}

const enoughSuggestions = 100;

/** Collects what the rules find in a manifest whose shape is already valid. */
export class Findings {
  readonly all: Finding[] = [];

  constructor(private readonly document: YamlDocument) {}

  add(finding: Finding): void {
    this.all.push(finding);
  }

  /** Every name after its first use is a finding that says where the first one stands. */
  unique(what: string, named: readonly Named[], cure = 'Give this one another id.'): void {
    const first = new Map<string, Path>();
    for (const { name, path } of named) {
      const before = first.get(name);
      if (before === undefined) first.set(name, path);
      else {
        const { line } = this.document.lines.position(valueSpan(this.document.root, before).start);
        const message = `The ${what} ${quote(name)} stands twice, first on line ${line}.`;
        this.add({ code: 'duplicate-id', message, cure, path });
      }
    }
  }

  /**
   * A name that must be one of those known.
   * @param lack the sentence about an unknown name, up to the name
   * @param none the cure when none is known
   */
  known(lack: string, { name, path }: Named, known: ReadonlySet<string>, none: string): void {
    if (known.has(name)) return;
    const message = `${lack} ${quote(name)}.`;
    // Looking for the word that was meant costs time, and nobody reads that far.
    const cure = this.all.length < enoughSuggestions ? cureFor(name, [...known], none) : none;
    this.add({ code: 'unknown-reference', message, cure, path });
  }
}
