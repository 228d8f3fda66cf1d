import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { Workbench } from '../pages/workbench.js';
import { patience } from './eventually.js';
import { ensureVsix, repository } from './package.js';
import { openFolderIn, startEditor, type HostServer } from './scripts.js';
import { Screens } from './screens.js';

/** Nothing that covers what a test looks at, and text that can be read in terminals. */
const settings = {
  'remote.autoForwardPorts': false,
  'task.autoDetect': 'on',
  'terminal.integrated.gpuAcceleration': 'off',
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'files.simpleDialog.enable': true,
};

/** One machine of a learner: VS Code with the package installed, a browser to see it, folders to work in. */
export class World {
  private constructor(
    readonly server: HostServer,
    readonly browser: Browser,
    private readonly context: BrowserContext,
    /** Below it lies everything the suite writes. */
    readonly scratch: string,
  ) {}

  static async open(): Promise<World> {
    const vsix = await ensureVsix();
    const scratch = await mkdtemp(path.join(tmpdir(), 'delabs-e2e-'));
    // Root's database servers run as another user, who must get in.
    await chmod(scratch, 0o755);
    const env = {
      DELABS_HOME: path.join(scratch, 'home'),
      DELABS_TOOLCHAIN: path.join(repository, '.cache', 'toolchain'),
    };
    try {
      const { server, browser } = await startEditor({ vsix, trust: true, driver: false, env, settings });
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
      context.setDefaultTimeout(patience);
      return new World(server, browser, context, scratch);
    } catch (error) {
      await rm(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  /** Where the extension keeps progress, services and packs. */
  get home(): string {
    return path.join(this.scratch, 'home');
  }

  /** A new folder for a learner's or author's work; absolute. */
  async folder(name: string): Promise<string> {
    const folder = path.join(this.scratch, name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** A window of VS Code with a folder open. */
  async openWindow(folder: string): Promise<Workbench> {
    const page = await this.context.newPage();
    await openFolderIn(page, this.server, folder);
    const workbench = new Workbench(page, folder, new Screens(page, folder));
    await workbench.isReady();
    return workbench;
  }

  /** What the extension has written to its log, in all windows so far. */
  async log(): Promise<string> {
    const logs = path.join(this.server.root.dataDir, 'logs');
    const names = await readdir(logs, { recursive: true });
    const own = names.filter((name) => name.endsWith('Data Engineering Labs.log')).toSorted();
    return (await Promise.all(own.map((name) => readFile(path.join(logs, name), 'utf8')))).join('\n');
  }

  /** Ends everything; gives the command lines of what did not end by itself. */
  async close(): Promise<readonly string[]> {
    await this.browser.close();
    const strays = await this.server.stop();
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    return strays;
  }
}
