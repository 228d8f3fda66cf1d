import { join } from 'node:path';
import { Range, TestTag, Uri, type TestController, type TestItem } from 'vscode';
import { toLabError } from '../../../core/errors.js';
import type { ExerciseNode, ExerciseRef, ItemNode } from '../../../protocol/tree.js';
import type { Deps } from '../../deps.js';
import { errorText } from '../../ui/notify.js';

/** What a test item stands for: a course, a lab, an exercise or a check. */
export interface TestTarget {
  readonly courseId: string;
  readonly itemId?: string;
  readonly exerciseId?: string;
  readonly checkId?: string;
}

const idOf = (...parts: readonly string[]): string => parts.join('/');

/** What an item made by {@link TestTree} stands for: ids of manifests hold no slash. */
export const targetOf = ({ id }: Pick<TestItem, 'id'>): TestTarget => {
  const [courseId = '', itemId, exerciseId, checkId] = id.split('/');
  return {
    courseId,
    ...(itemId === undefined ? {} : { itemId }),
    ...(exerciseId === undefined ? {} : { exerciseId }),
    ...(checkId === undefined ? {} : { checkId }),
  };
};

type TreeDeps = Pick<Deps, 'engine' | 'exercises' | 'labs'>;

/** Sorts as numbers do. */
const place = (index: number): string => String(index).padStart(4, '0');

/** Courses, their labs, exercises and checks as test items. Each level is asked for when it is shown, or when a check of it was run. */
export class TestTree {
  /** Items whose children are known, by id; '' for the courses. */
  readonly #resolved = new Set<string>();

  constructor(
    private readonly controller: TestController,
    private readonly deps: TreeDeps,
  ) {}

  /** Children of an item, or the courses: called by VS Code when they are to be shown. */
  async resolve(item?: TestItem): Promise<void> {
    try {
      await this.#children(item);
      if (item) item.error = undefined;
    } catch (error) {
      if (item) item.error = errorText(toLabError(error));
    }
  }

  /** The item of an exercise with its checks; undefined for what is no lab. */
  async exercise({ courseId, itemId, exerciseId }: ExerciseRef): Promise<TestItem | undefined> {
    const course = await this.#child(undefined, idOf(courseId));
    const lab = course && (await this.#child(course, idOf(courseId, itemId)));
    const exercise = lab?.children.get(idOf(courseId, itemId, exerciseId));
    if (exercise && !this.#resolved.has(exercise.id)) await this.#children(exercise);
    return exercise;
  }

  /** Items right below an item, made if need be. */
  async below(item: TestItem | undefined): Promise<readonly TestItem[]> {
    if (!this.#resolved.has(item?.id ?? '')) await this.resolve(item);
    return [...(item?.children ?? this.controller.items)].map(([, child]) => child);
  }

  /** Asks again for everything that was asked for before: courses, or what is started here, may have changed. */
  async refresh(): Promise<void> {
    const known = [...this.#resolved];
    this.#resolved.clear();
    if (!known.includes('')) return;
    await this.resolve();
    for (const [id, course] of this.controller.items) {
      if (!known.includes(id)) continue;
      await this.resolve(course);
      for (const [, lab] of course.children)
        for (const [exerciseId, exercise] of lab.children) if (known.includes(exerciseId)) await this.resolve(exercise);
    }
  }

  async #child(parent: TestItem | undefined, id: string): Promise<TestItem | undefined> {
    if (!this.#resolved.has(parent?.id ?? '')) await this.#children(parent);
    return (parent?.children ?? this.controller.items).get(id);
  }

  async #children(item: TestItem | undefined): Promise<void> {
    // New items take the place of all below: what was known of those goes with them.
    const below = item ? `${item.id}/` : '';
    for (const id of this.#resolved) if (id.startsWith(below)) this.#resolved.delete(id);
    if (!item) this.controller.items.replace(await this.#courses());
    else {
      const { courseId, itemId, exerciseId } = targetOf(item);
      if (itemId === undefined) item.children.replace(await this.#labs(courseId));
      else if (exerciseId !== undefined)
        item.children.replace(await this.#checks({ courseId, itemId, exerciseId }, item));
    }
    this.#resolved.add(item?.id ?? '');
  }

  async #courses(): Promise<TestItem[]> {
    const courses = await this.deps.engine.request('courses', null);
    return courses
      .filter(({ modules }) => modules.length > 0)
      .map(({ courseId, title }, index) => {
        const item = this.controller.createTestItem(idOf(courseId), title);
        item.canResolveChildren = true;
        item.sortText = place(index);
        return item;
      });
  }

  async #labs(courseId: string): Promise<TestItem[]> {
    const course = (await this.deps.engine.request('courses', null)).find((it) => it.courseId === courseId);
    const modules = (course?.modules ?? []).map(({ moduleId }) =>
      this.deps.engine.request('items', { courseId, moduleId }),
    );
    const labs = (await Promise.all(modules)).flat().filter(({ kind }) => kind === 'lab');
    return labs.map((lab, index) => this.#lab(lab, index));
  }

  #lab(lab: ItemNode, index: number): TestItem {
    const item = this.controller.createTestItem(idOf(lab.courseId, lab.itemId), lab.title);
    item.sortText = place(index);
    item.tags = lab.grading ? [new TestTag(lab.grading)] : [];
    const [problem] = lab.problems;
    if (problem) item.error = `${problem.message} ${problem.cure}`;
    item.children.replace(lab.exercises.map((exercise, place_) => this.#exercise(exercise, place_, item)));
    return item;
  }

  #exercise(exercise: ExerciseNode, index: number, lab: TestItem): TestItem {
    const { courseId, itemId, exerciseId, title, files } = exercise;
    const folder = this.deps.labs.isStarted(courseId, itemId) ? this.deps.labs.folderOf(exercise) : undefined;
    const [first] = files;
    const uri = folder === undefined || first === undefined ? undefined : Uri.file(join(folder, first));
    const item = this.controller.createTestItem(idOf(courseId, itemId, exerciseId), title, uri);
    if (uri) item.range = new Range(0, 0, 0, 0);
    item.canResolveChildren = true;
    item.sortText = place(index);
    item.tags = [...lab.tags];
    return item;
  }

  async #checks(ref: ExerciseRef, exercise: TestItem): Promise<TestItem[]> {
    const { checks } = await this.deps.exercises.view(ref);
    return checks.map(({ checkId, title }, index) => {
      const item = this.controller.createTestItem(idOf(exercise.id, checkId), title.replaceAll('`', ''), exercise.uri);
      item.sortText = place(index);
      item.tags = [...exercise.tags];
      return item;
    });
  }
}
