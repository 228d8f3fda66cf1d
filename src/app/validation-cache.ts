import * as z from 'zod/mini';
import type { Diagnostic } from '../core/manifest/diagnostic.js';
import type { Loaded } from '../core/manifest/load.js';
import { joinPath } from '../core/paths.js';
import type { Clock, Digest, Files } from '../core/ports.js';
import { settledMs, stampOf } from './manifest-stamp.js';

export interface ValidationCacheOptions {
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  readonly digest: Digest;
  /** Absolute folder for the cache files; made when needed. It may be deleted at any time. */
  readonly folder: string;
  /** Names this build: what another one found, by other rules, is not used. */
  readonly build: string;
  /** As of the catalogue that is validated. */
  readonly complete: boolean;
}

/** Raised when the shape of the file changes. */
const format = 1;

const position = z.object({ line: z.number(), column: z.number(), offset: z.number() });
const diagnostic = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  cure: z.string(),
  file: z.string(),
  range: z.object({ start: position, end: position }),
});
const entry = z.object({
  stamp: z.string(),
  folders: z.array(z.string()),
  diagnostics: z.array(diagnostic),
});
type Entry = z.infer<typeof entry>;

const cacheFile = z.object({
  format: z.literal(format),
  build: z.string(),
  complete: z.boolean(),
  course: z.string(),
  /** By absolute path of the manifest. */
  manifests: z.record(z.string(), entry),
});

/**
 * What the last validation found in the labs and quizzes of a course, kept in a file, for those that have not changed since.
 * A result is used only when its manifest and every folder that holds a file it names are as they were, down to the time the
 * system changed them; and it is kept only when all of that had been at rest for some seconds. A file that is damaged, of
 * another version or can't be written costs time and nothing else.
 */
export class ValidationCache {
  constructor(private readonly options: ValidationCacheOptions) {}

  /** @param course absolute path of course.yaml */
  async open(course: string): Promise<KeptResults> {
    const { complete, digest, folder } = this.options;
    // Base64 digests hold characters that file names can't.
    const name = digest(`${complete} ${course}`).replaceAll(/[^A-Za-z0-9]/g, '_');
    const file = joinPath(folder, `validation-${name}.json`);
    return new KeptResults(this.options, course, file, await this.#read(course, file));
  }

  async #read(course: string, file: string): Promise<Readonly<Record<string, Entry>>> {
    const { files, build, complete } = this.options;
    try {
      const found = cacheFile.parse(JSON.parse(await files.readText(file)));
      const isOurs = found.build === build && found.complete === complete && found.course === course;
      return isOurs ? found.manifests : {};
    } catch {
      return {};
    }
  }
}

/** The kept results of one course. */
export class KeptResults {
  readonly #used = new Map<string, Entry>();
  #isNew = false;

  constructor(
    private readonly options: ValidationCacheOptions,
    private readonly course: string,
    private readonly file: string,
    private readonly before: Readonly<Record<string, Entry>>,
  ) {}

  /**
   * The diagnostics of a manifest: those kept, or those of `load`, which must read it anew.
   * @param manifest absolute path
   */
  async diagnostics(manifest: string, load: () => Promise<Loaded<unknown>>): Promise<readonly Diagnostic[]> {
    const kept = Object.hasOwn(this.before, manifest) ? this.before[manifest] : undefined;
    if (kept && (await stampOf(this.options.files, manifest, kept.folders))?.text === kept.stamp) {
      this.#used.set(manifest, kept);
      return kept.diagnostics as readonly Diagnostic[];
    }
    const startedAt = this.options.clock.now();
    const { diagnostics, folders } = await load();
    if (folders) await this.#keep(manifest, folders, diagnostics, startedAt);
    return diagnostics;
  }

  /** Stores what is new, without what the course no longer lists. */
  async save(): Promise<void> {
    if (!this.#isNew) return;
    const { files, build, complete } = this.options;
    const content = { format, build, complete, course: this.course, manifests: Object.fromEntries(this.#used) };
    await files.replace(this.file, JSON.stringify(content)).catch(() => undefined);
  }

  async #keep(
    manifest: string,
    folders: readonly string[],
    diagnostics: readonly Diagnostic[],
    startedAt: number,
  ): Promise<void> {
    const stamp = await stampOf(this.options.files, manifest, folders);
    // Something may have changed while the manifest was read, or right after in the same tick of the disk's clock.
    if (!stamp || stamp.changedMs > startedAt - settledMs) return;
    this.#used.set(manifest, { stamp: stamp.text, folders: [...folders], diagnostics: [...diagnostics] });
    this.#isNew = true;
  }
}
