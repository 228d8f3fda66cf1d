import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onFile } from '../files/file-errors.js';
import { readJson } from '../process/atomic-file.js';
import { isSameProcess, ownIdentity, parseIdentity } from '../process/identity.js';
import { processExists } from '../process/process-facts.js';
import { isRoot, makeReachable, reachableFolder } from '../process/reachable-folder.js';

/** A folder of one run. */
export interface WorkFolder {
  /** Absolute; does not exist yet. */
  readonly folder: string;
  remove(): Promise<void>;
}

const ownerFile = 'owner.json';

/** Folders in which runs execute the learner's code. Those of processes that died are removed by the next that asks for one. */
export class WorkFolders {
  #base: Promise<string> | undefined;

  /** @param home absolute folder of everything this extension stores. */
  constructor(private readonly home: string) {}

  /** `name` is what the code will see as the name of its folder. Rejects with `disk-full`, `permission-denied`. */
  async make(name: string): Promise<WorkFolder> {
    const base = await (this.#base ??= this.#find());
    const place = path.join(base, `${process.pid}-${randomBytes(4).toString('hex')}`);
    const remove = (): Promise<void> => rm(place, { recursive: true, force: true, maxRetries: 3 });
    try {
      await onFile(place, async () => {
        await makeReachable(base);
        // Root's servers run as someone else, who may be asked to read what lies here.
        await mkdir(place, { mode: isRoot() ? 0o755 : 0o700 });
        await writeFile(path.join(place, ownerFile), JSON.stringify(await ownIdentity()));
      });
    } catch (error) {
      await remove();
      throw error;
    }
    return { folder: path.join(place, name), remove };
  }

  async #find(): Promise<string> {
    const base = path.join(await reachableFolder(this.home), 'workbenches');
    void removeAbandoned(base).catch(() => undefined);
    return base;
  }
}

const removeAbandoned = async (base: string): Promise<void> => {
  for (const name of await readdir(base).catch(() => [])) {
    const folder = path.join(base, name);
    const owner = parseIdentity(await readJson(path.join(folder, ownerFile)));
    // A folder without an owner's name may just be being made.
    const used = owner ? await isSameProcess(owner) : processExists(Number.parseInt(name, 10));
    if (!used) await rm(folder, { recursive: true, force: true });
  }
};
