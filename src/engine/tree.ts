import type { CourseEntry } from '../app/catalog.js';
import type { AppDeps } from '../app/deps.js';
import { labFolder } from '../app/start-lab.js';
import { pointsOf, type Course, type Exercise, type Item, type Lab } from '../core/course/course.js';
import { noProgress, progressOf, type LabProgress } from '../core/course/progress.js';
import { exerciseState, isAssessed, labState, totalPoints } from '../core/course/states.js';
import type { Loaded } from '../core/manifest/load.js';
import { baseName, joinPath } from '../core/paths.js';
import type { ServiceStatus } from '../core/service/service.js';
import type { ExerciseState } from '../core/vocabulary.js';
import type { CourseNode, ExerciseNode, ItemNode } from '../protocol/tree.js';

/** First two levels of the Labs view; no lab is read for them. */
export const courseNode = (entry: CourseEntry): CourseNode => {
  const { id: courseId, file, loaded } = entry;
  if (!loaded.ok)
    return {
      courseId,
      file,
      title: baseName(file.slice(0, -'/course.yaml'.length)),
      modules: [],
      problems: loaded.diagnostics,
    };
  const { title, summary, modules } = loaded.value;
  return {
    courseId,
    file,
    title,
    ...(summary === undefined ? {} : { summary }),
    problems: [],
    modules: modules.map((module) => ({
      courseId,
      moduleId: module.id,
      title: module.title,
      ...(module.summary === undefined ? {} : { summary: module.summary }),
      items: module.items.length,
    })),
  };
};

/** Builds the nodes below a module, with the learner's progress. */
export class TreeBuilder {
  constructor(
    private readonly deps: AppDeps,
    /** The learner's workspace folder, if one is open. */
    private readonly workspace: () => string | undefined,
    /** What is known of the services of a lab. */
    private readonly services: (labId: string) => readonly ServiceStatus[],
  ) {}

  async items(course: Course, moduleId: string): Promise<readonly ItemNode[]> {
    const module = course.modules.find((candidate) => candidate.id === moduleId);
    const next = await this.nextItem(course);
    return Promise.all((module?.items ?? []).map((item) => this.item(course, item, next)));
  }

  async item(course: Course, item: Item, next?: string | undefined): Promise<ItemNode> {
    const base = {
      courseId: course.id,
      itemId: item.id,
      kind: item.kind,
      optional: item.optional,
      ...(item.minutes === undefined ? {} : { minutes: item.minutes }),
      source: item.source,
      services: this.services(item.id),
      next: item.id === (next ?? (await this.nextItem(course))),
    };
    if (!isAssessed(item.kind))
      return { ...base, title: item.title ?? item.id, state: 'not-attempted', exercises: [], problems: [] };
    return this.#labItem(course, base, await this.deps.catalog.load(item));
  }

  /** Id of the first assessed item that is neither passed nor optional. */
  async nextItem(course: Course): Promise<string | undefined> {
    for (const item of course.modules.flatMap((module) => module.items)) {
      if (item.optional || !isAssessed(item.kind)) continue;
      const loaded = await this.deps.catalog.load(item);
      if (loaded.ok && (await this.stateOfLab(course.id, loaded.value)) !== 'passed') return item.id;
    }
    return undefined;
  }

  async stateOfLab(courseId: string, lab: Lab): Promise<ExerciseState> {
    const progress = await this.progress(courseId, lab.id);
    return labState(
      await Promise.all(lab.exercises.map((exercise) => this.stateOf(courseId, lab, exercise, progress))),
    );
  }

  async exercise(courseId: string, lab: Lab, exercise: Exercise, progress: LabProgress): Promise<ExerciseNode> {
    return {
      courseId,
      itemId: lab.id,
      exerciseId: exercise.id,
      title: exercise.title,
      state: await this.stateOf(courseId, lab, exercise, progress),
      points: { best: progressOf(progress, exercise.id).bestPoints, max: pointsOf(exercise.checks) },
      files: exercise.files.map((file) => file.path),
    };
  }

  /** Stored progress; unreadable progress shows as none here, and is reported by whoever writes it. */
  progress(courseId: string, itemId: string): Promise<LabProgress> {
    return this.deps.progress.read(courseId, itemId).catch(() => noProgress);
  }

  async stateOf(courseId: string, lab: Lab, exercise: Exercise, progress: LabProgress): Promise<ExerciseState> {
    const own = progressOf(progress, exercise.id);
    return exerciseState(own, own.count === 0 && (await this.#touched(courseId, lab, exercise)));
  }

  async #labItem(
    course: Course,
    base: Omit<ItemNode, 'title' | 'state' | 'exercises' | 'problems'>,
    loaded: Loaded<Lab>,
  ): Promise<ItemNode> {
    if (!loaded.ok)
      return { ...base, title: base.itemId, state: 'not-attempted', exercises: [], problems: loaded.diagnostics };
    const lab = loaded.value;
    const progress = await this.progress(course.id, lab.id);
    const exercises = await Promise.all(
      lab.exercises.map((exercise) => this.exercise(course.id, lab, exercise, progress)),
    );
    return {
      ...base,
      title: lab.title,
      ...(lab.summary === undefined ? {} : { summary: lab.summary }),
      grading: lab.grading,
      state: labState(exercises.map((exercise) => exercise.state)),
      points: totalPoints(exercises.map((exercise) => exercise.points)),
      exercises: lab.kind === 'quiz' ? [] : exercises,
      problems: [],
    };
  }

  /** True when a file of the exercise is there and is no longer its starter. */
  async #touched(courseId: string, lab: Lab, exercise: Exercise): Promise<boolean> {
    const workspace = this.workspace();
    if (workspace === undefined) return false;
    for (const file of exercise.files) {
      if (file.starter === undefined) continue;
      const mine = joinPath(labFolder(workspace, courseId, lab.id), file.path);
      const own = await this.deps.files.info(mine);
      const starter = own && (await this.deps.files.info(file.starter));
      if (!starter) continue;
      if (
        own.size !== starter.size ||
        (await this.deps.files.readText(mine).catch(() => '')) !== (await this.deps.files.readText(file.starter))
      )
        return true;
    }
    return false;
  }
}
