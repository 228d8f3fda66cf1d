import { isAbsolute, join, relative, sep } from 'node:path';
import { EventEmitter, Uri, workspace } from 'vscode';
import { labsFile } from '../constants.js';
import { DisposableStore } from '../disposables.js';
import { workspaceFolder } from '../engine/session.js';

/** A lab that was started in this workspace. */
export interface KnownLab {
  readonly courseId: string;
  readonly itemId: string;
}

/** Version of {@link labsFile}; a higher one is left alone. */
const format = 1;

const isFolderName = (value: unknown): boolean => typeof value === 'string' && /^\w[\w.-]*$/.test(value);

const isLab = (value: unknown): value is KnownLab =>
  typeof value === 'object' &&
  value !== null &&
  'courseId' in value &&
  'itemId' in value &&
  isFolderName(value.courseId) &&
  isFolderName(value.itemId);

const parse = (text: string): readonly KnownLab[] => {
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== 'object' || stored === null || !('format' in stored) || !('labs' in stored)) return [];
    return stored.format === format && Array.isArray(stored.labs) ? stored.labs.filter(isLab) : [];
  } catch {
    return [];
  }
};

/** True for a path strictly below the folder. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/**
 * The labs of this workspace, remembered in a small file in it. It answers, without the engine, whether a file may belong
 * to a lab; and because the file is there, VS Code activates the extension in a workspace with labs and in no other.
 */
export class KnownLabs {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #loaded: Promise<void>;
  #labs: readonly KnownLab[] = [];

  constructor() {
    this.#loaded = this.#load();
  }

  async all(): Promise<readonly KnownLab[]> {
    await this.#loaded;
    return this.#labs;
  }

  isStarted(courseId: string, itemId: string): boolean {
    return this.#labs.some((lab) => lab.courseId === courseId && lab.itemId === itemId);
  }

  /** The learner's folder of a lab, absolute; undefined without a workspace. */
  folderOf({ courseId, itemId }: KnownLab): string | undefined {
    const root = workspaceFolder();
    return root === undefined ? undefined : join(root, courseId, itemId);
  }

  /** Whether a file lies in the folder of a started lab. */
  async contains(path: string): Promise<boolean> {
    await this.#loaded;
    return this.#labs.some((lab) => {
      const folder = this.folderOf(lab);
      return folder !== undefined && isInside(folder, path);
    });
  }

  async add(lab: KnownLab): Promise<void> {
    await this.#loaded;
    if (this.isStarted(lab.courseId, lab.itemId)) return;
    this.#labs = [...this.#labs, { courseId: lab.courseId, itemId: lab.itemId }];
    this.#changed.fire();
    const file = this.#file();
    if (file) await workspace.fs.writeFile(file, new TextEncoder().encode(this.#text()));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #text(): string {
    return `${JSON.stringify({ format, labs: this.#labs }, undefined, 2)}\n`;
  }

  #file(): Uri | undefined {
    const root = workspaceFolder();
    return root === undefined ? undefined : Uri.file(join(root, labsFile));
  }

  async #load(): Promise<void> {
    const file = this.#file();
    if (!file) return;
    try {
      this.#labs = parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
    } catch {
      // No lab was started here yet.
      return;
    }
    this.#changed.fire();
  }
}
