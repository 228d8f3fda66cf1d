import type { Browser, Page } from 'playwright-core';

/** What the suite uses of scripts/host, which is JavaScript with its types in comments. */
export interface HostServer {
  readonly url: string;
  readonly root: { readonly path: string; readonly tmp: string; readonly dataDir: string };
  /** Gives the command lines of processes that had to be ended because they did not end by themselves. */
  stop(): Promise<readonly string[]>;
}

export interface ServerOptions {
  readonly vsix: string;
  readonly trust: boolean;
  readonly driver: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Scripts {
  readonly 'install.mjs': { ensureHost(name: 'current' | 'oldest'): Promise<object> };
  readonly 'server.mjs': { startServer(host: object, options: ServerOptions): Promise<HostServer> };
  readonly 'browser-page.mjs': {
    launchBrowser(options: { readonly root: HostServer['root'] }): Promise<Browser>;
    workbenchUrl(server: HostServer, what: { readonly folder: string }): string;
  };
}

const load = async <K extends keyof Scripts>(name: K): Promise<Scripts[K]> =>
  (await import(new URL(`../../../scripts/host/${name}`, import.meta.url).href)) as Scripts[K];

/** Starts the newest VS Code host that the repository knows, with the package installed. */
export const startEditor = async (options: ServerOptions): Promise<{ server: HostServer; browser: Browser }> => {
  const [{ ensureHost }, { startServer }] = [await load('install.mjs'), await load('server.mjs')];
  const { launchBrowser } = await load('browser-page.mjs');
  const server = await startServer(await ensureHost('current'), options);
  try {
    return { server, browser: await launchBrowser({ root: server.root }) };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

export const openFolderIn = async (page: Page, server: HostServer, folder: string): Promise<void> => {
  const { workbenchUrl } = await load('browser-page.mjs');
  await page.goto(workbenchUrl(server, { folder }));
};
