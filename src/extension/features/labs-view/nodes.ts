import type { Diagnostic } from '../../../core/manifest/diagnostic.js';
import type { CourseNode, ExerciseNode, ItemNode, ModuleNode } from '../../../protocol/tree.js';

/**
 * Nodes of the Labs view. VS Code knows a node by its object, so each is made once and its content replaced when the
 * engine has news; the ids beside the content make a node an argument that commands understand.
 */
export type LabNode = CourseElement | ModuleElement | ItemElement | ExerciseElement | ProblemElement;

export interface CourseElement {
  readonly kind: 'course';
  readonly id: string;
  readonly courseId: string;
  course: CourseNode;
}

export interface ModuleElement {
  readonly kind: 'module';
  readonly id: string;
  readonly parent: CourseElement;
  readonly courseId: string;
  readonly moduleId: string;
  module: ModuleNode;
  /** Absent until someone opens the module. */
  items?: readonly ItemElement[];
}

export interface ItemElement {
  readonly kind: 'item';
  readonly id: string;
  readonly parent: ModuleElement;
  readonly courseId: string;
  readonly itemId: string;
  item: ItemNode;
}

export interface ExerciseElement {
  readonly kind: 'exercise';
  readonly id: string;
  readonly parent: ItemElement;
  readonly courseId: string;
  readonly itemId: string;
  readonly exerciseId: string;
  exercise: ExerciseNode;
}

export interface ProblemElement {
  readonly kind: 'problem';
  readonly id: string;
  readonly parent: CourseElement | ItemElement;
  problem: Diagnostic;
}

type WithId<K extends LabNode['kind']> = Extract<LabNode, { kind: K }>;

/** Makes each node once, by its id, and keeps it. */
export class NodeRegistry {
  readonly #nodes = new Map<string, LabNode>();

  course(course: CourseNode): CourseElement {
    const id = `course:${course.courseId}`;
    const node = this.#kept(id, 'course', () => ({ kind: 'course', id, courseId: course.courseId, course }));
    node.course = course;
    return node;
  }

  module(parent: CourseElement, module: ModuleNode): ModuleElement {
    const { courseId, moduleId } = module;
    const id = `module:${courseId}/${moduleId}`;
    const node = this.#kept(id, 'module', () => ({ kind: 'module', id, parent, courseId, moduleId, module }));
    node.module = module;
    return node;
  }

  item(parent: ModuleElement, item: ItemNode): ItemElement {
    const { courseId, itemId } = item;
    const id = `item:${courseId}/${itemId}`;
    const node = this.#kept(id, 'item', () => ({ kind: 'item', id, parent, courseId, itemId, item }));
    node.item = item;
    return node;
  }

  exercise(parent: ItemElement, exercise: ExerciseNode): ExerciseElement {
    const { courseId, itemId, exerciseId } = exercise;
    const id = `exercise:${courseId}/${itemId}/${exerciseId}`;
    const node = this.#kept(id, 'exercise', () => ({
      kind: 'exercise',
      id,
      parent,
      courseId,
      itemId,
      exerciseId,
      exercise,
    }));
    node.exercise = exercise;
    return node;
  }

  problem(parent: CourseElement | ItemElement, problem: Diagnostic, index: number): ProblemElement {
    const id = `${parent.id}#${index}`;
    const node = this.#kept(id, 'problem', () => ({ kind: 'problem', id, parent, problem }));
    node.problem = problem;
    return node;
  }

  #kept<K extends LabNode['kind']>(id: string, kind: K, make: () => WithId<K>): WithId<K> {
    const before = this.#nodes.get(id);
    if (before?.kind === kind) return before as WithId<K>;
    const node = make();
    this.#nodes.set(id, node);
    return node;
  }
}
