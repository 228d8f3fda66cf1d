import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import { toLabError, type LabError } from '../../../core/errors.js';
import { DisposableStore } from '../../disposables.js';
import type { KnownLabs } from '../../state/known-labs.js';
import type { Expansion } from './expansion.js';
import type { LabTreeModel } from './model.js';
import type { LabNode } from './nodes.js';
import { toTreeItem } from './tree-item.js';

/** How the last attempt to list the courses went; the view's welcome text depends on it. */
export type TreeOutcome = { readonly courses: number } | { readonly error: LabError };

/** The Labs view's data provider over the model. */
export class LabTree implements TreeDataProvider<LabNode> {
  readonly #store = new DisposableStore();
  readonly #listed = this.#store.add(new EventEmitter<TreeOutcome>());
  #first: string | undefined;
  readonly onDidChangeTreeData: Event<LabNode | undefined>;
  readonly onDidList = this.#listed.event;

  constructor(
    private readonly model: LabTreeModel,
    private readonly labs: Pick<KnownLabs, 'isStarted'>,
    private readonly expansion: Pick<Expansion, 'isExpanded'>,
  ) {
    this.onDidChangeTreeData = model.onDidChange;
  }

  getTreeItem(node: LabNode): TreeItem {
    return toTreeItem(node, {
      first: this.#first,
      isStarted: (courseId, itemId) => this.labs.isStarted(courseId, itemId),
      isExpanded: (id) => this.expansion.isExpanded(id),
    });
  }

  async getChildren(node?: LabNode): Promise<LabNode[]> {
    if (node) return [...(await this.model.children(node))];
    try {
      const courses = await this.model.courses();
      this.#first = courses[0]?.courseId;
      this.#listed.fire({ courses: courses.length });
      return [...courses];
    } catch (error) {
      // An empty view shows its welcome text, which says what to do; an error here would leave it blank.
      this.#listed.fire({ error: toLabError(error) });
      return [];
    }
  }

  getParent(node: LabNode): LabNode | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
