import type { Disposable, Memento, TreeView } from 'vscode';
import { DisposableStore } from '../../disposables.js';
import type { LabNode } from './nodes.js';

const key = 'delabs.expanded';

/** Which nodes stand open. VS Code keeps that over a refresh of the view, this keeps it over a reload of the window. */
export class Expansion implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed: Map<string, boolean>;

  constructor(private readonly state: Memento) {
    this.#changed = new Map(state.get<readonly (readonly [string, boolean])[]>(key, []));
  }

  /** Undefined for a node that the learner has neither opened nor closed. */
  isExpanded(id: string): boolean | undefined {
    return this.#changed.get(id);
  }

  follow(view: TreeView<LabNode>): void {
    this.#store.addAll(
      view.onDidExpandElement(({ element }) => this.#set(element.id, true)),
      view.onDidCollapseElement(({ element }) => this.#set(element.id, false)),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  #set(id: string, expanded: boolean): void {
    this.#changed.set(id, expanded);
    void this.state.update(key, [...this.#changed]);
  }
}
