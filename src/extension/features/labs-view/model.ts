import { EventEmitter, type Disposable } from 'vscode';
import type { EngineEvents } from '../../../protocol/engine.js';
import type { ItemNode } from '../../../protocol/tree.js';
import type { EngineClient } from '../../engine/client.js';
import { DisposableStore } from '../../disposables.js';
import type { Target } from '../../state/exercise-key.js';
import { NodeRegistry, type CourseElement, type ItemElement, type LabNode, type ModuleElement } from './nodes.js';

/** The part of the engine the tree needs. */
export type TreeSource = Pick<EngineClient, 'request'> & {
  readonly events: Pick<EngineClient['events'], 'changed' | 'serviceChanged'>;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Courses, modules, items and exercises as nodes: each level is asked for when it is opened, and again when it changed. */
export class LabTreeModel implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<LabNode | undefined>());
  readonly #nodes = new NodeRegistry();
  #courses: readonly CourseElement[] = [];
  #refreshing: Promise<void> = Promise.resolve();
  /** The node whose content or children changed; `undefined` for all of them. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly source: TreeSource) {
    this.#store.add(source.events.changed((event) => this.refresh(event)));
    this.#store.add(source.events.serviceChanged(({ name }) => this.#refreshLab(name)));
  }

  async courses(): Promise<readonly CourseElement[]> {
    const courses = await this.source.request('courses', null);
    this.#courses = courses.map((course) => this.#nodes.course(course));
    return this.#courses;
  }

  async children(node: LabNode): Promise<readonly LabNode[]> {
    switch (node.kind) {
      case 'course':
        return [...this.#problems(node, node.course.problems), ...this.#modules(node)];
      case 'module':
        return this.items(node);
      case 'item':
        return [
          ...this.#problems(node, node.item.problems),
          ...(node.item.kind === 'lab' ? node.item.exercises.map((it) => this.#nodes.exercise(node, it)) : []),
        ];
      case 'exercise':
      case 'problem':
        return [];
    }
  }

  async items(module: ModuleElement): Promise<readonly ItemElement[]> {
    const { courseId, moduleId } = module;
    const items = await this.source.request('items', { courseId, moduleId });
    module.items = items.map((item) => this.#nodes.item(module, item));
    return module.items;
  }

  /** The node of an exercise, or of its item when it stands for itself (a quiz). Opens what must be opened to find it. */
  async find({ courseId, itemId, exerciseId }: Target): Promise<LabNode | undefined> {
    const courses = this.#courses.length > 0 ? this.#courses : await this.courses();
    const course = courses.find((candidate) => candidate.courseId === courseId);
    for (const module of course ? this.#modules(course) : []) {
      const item = (module.items ?? (await this.items(module))).find((candidate) => candidate.itemId === itemId);
      if (!item) continue;
      const exercise = item.item.exercises.find((candidate) => candidate.exerciseId === exerciseId);
      return exercise && item.item.kind === 'lab' ? this.#nodes.exercise(item, exercise) : item;
    }
    return undefined;
  }

  /** Asks again for what an event touched. One refresh at a time; a failure leaves the tree as it is. */
  refresh(event: EngineEvents['changed']): void {
    if (event.courseId === undefined) {
      this.#changed.fire(undefined);
      return;
    }
    const { courseId, itemId } = event;
    this.#refreshing = this.#refreshing
      .then(() => (itemId === undefined ? this.#refreshCourse(courseId) : this.#refreshItems(courseId)))
      .catch(() => undefined);
  }

  /** A service is named after its lab, `lab/service`; courses may share the name of a lab. */
  #refreshLab(service: string): void {
    const itemId = service.split('/')[0];
    const shows = (module: ModuleElement): boolean => module.items?.some((item) => item.itemId === itemId) ?? false;
    for (const course of this.#courses)
      if (this.#modules(course).some(shows)) this.refresh({ courseId: course.courseId, ...(itemId ? { itemId } : {}) });
  }

  /** Settles when the refreshes asked for so far are done. */
  settled(): Promise<void> {
    return this.#refreshing;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #modules(course: CourseElement): readonly ModuleElement[] {
    return course.course.modules.map((module) => this.#nodes.module(course, module));
  }

  #problems(parent: CourseElement | ItemElement, problems: ItemNode['problems']): readonly LabNode[] {
    return problems.map((problem, index) => this.#nodes.problem(parent, problem, index));
  }

  async #refreshCourse(courseId: string): Promise<void> {
    const known = this.#courses.some((course) => course.courseId === courseId);
    const courses = await this.courses();
    this.#changed.fire(known ? courses.find((course) => course.courseId === courseId) : undefined);
  }

  /** A passed item also moves the mark of the next one, so every opened module of the course is looked at. */
  async #refreshItems(courseId: string): Promise<void> {
    const course = this.#courses.find((candidate) => candidate.courseId === courseId);
    for (const module of course ? this.#modules(course) : []) {
      if (module.items) await this.#refreshModule(module, module.items);
    }
  }

  async #refreshModule(module: ModuleElement, before: readonly ItemElement[]): Promise<void> {
    const contents = new Map(before.map((node) => [node, node.item]));
    const after = await this.items(module);
    if (!same(before.map(idOf), after.map(idOf))) this.#changed.fire(module);
    else for (const node of after.filter((it) => !same(contents.get(it), it.item))) this.#changed.fire(node);
  }
}

const idOf = ({ id }: LabNode): string => id;
