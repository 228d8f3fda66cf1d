import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../core/ports.js';
import type { ServiceProgress } from '../../core/service/service.js';
import { renamePatiently } from '../process/atomic-file.js';
import { abortSignalOf, throwIfCancelled } from '../process/delay.js';
import { withLock } from '../process/file-lock.js';
import { makeReachable } from '../process/reachable-folder.js';
import { downloadError } from './download-error.js';
import { downloadTarball } from './download.js';
import type { Artefact } from './lock.js';
import { requireGlibc } from './lock.js';
import { unpackNative } from './unpack.js';

/** Share of the whole that the download is; the rest is unpacking. */
const downloadShare = 0.9;
const progressEveryMs = 100;

export interface InstallRequest {
  readonly artefact: Artefact;
  /** Absolute folder that holds one folder per artefact. */
  readonly toolchain: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: CancelSignal;
  readonly onProgress: (progress: ServiceProgress) => void;
}

/** The artefact's folder; fetched and unpacked first if it is not there. It appears complete or not at all. */
export const ensureInstalled = async (request: InstallRequest): Promise<string> => {
  const { artefact, toolchain, signal } = request;
  const folder = path.join(toolchain, artefact.id);
  if (await isFolder(folder)) return folder;
  requireGlibc();
  throwIfCancelled(signal);
  try {
    await makeReachable(toolchain);
    const options = { signal, onWait: () => reportOther(request), pollMs: 200 };
    await withLock(path.join(toolchain, `${artefact.id}.lock`), options, async () => {
      if (!(await isFolder(folder))) await install(request, folder);
    });
    return folder;
  } catch (error) {
    throw downloadError(error, artefact, toolchain);
  }
};

const partialOf = ({ toolchain, artefact }: InstallRequest): string => path.join(toolchain, `${artefact.id}.partial`);
const tarballOf = (request: InstallRequest): string => path.join(partialOf(request), 'package.tgz');

/** Only under the lock: whatever lies in the partial folder was left by a process that died. */
const install = async (request: InstallRequest, folder: string): Promise<void> => {
  const partial = partialOf(request);
  const tree = path.join(partial, 'native');
  try {
    await rm(partial, { recursive: true, force: true });
    await mkdir(tree, { recursive: true, mode: 0o755 });
    await downloadTarball(
      request.artefact,
      tarballOf(request),
      request.env,
      abortSignalOf(request.signal),
      throttled((received) => reportDownload(request, received)),
    );
    reportUnpacking(request);
    await unpackNative(tarballOf(request), tree);
    throwIfCancelled(request.signal);
    await renamePatiently(tree, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
};

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

const reportDownload = ({ artefact, onProgress }: InstallRequest, received: number): void =>
  onProgress({
    state: 'installing',
    message: `Downloading ${artefact.title}: ${megabytes(received)} of ${megabytes(artefact.size)} MB`,
    fraction: downloadShare * Math.min(1, received / artefact.size),
  });

const reportUnpacking = ({ artefact, onProgress }: InstallRequest): void =>
  onProgress({ state: 'installing', message: `Unpacking ${artefact.title}`, fraction: downloadShare });

/** What the process that holds the lock has on disk tells how far it is. */
const reportOther = async (request: InstallRequest): Promise<void> => {
  const received = (await stat(tarballOf(request)).catch(() => undefined))?.size;
  if (received === undefined || received < request.artefact.size) reportDownload(request, received ?? 0);
  else reportUnpacking(request);
};

const throttled = (report: (received: number) => void): ((received: number) => void) => {
  let last = -Infinity;
  return (received) => {
    if (performance.now() - last < progressEveryMs) return;
    last = performance.now();
    report(received);
  };
};

const isFolder = async (folder: string): Promise<boolean> =>
  (await stat(folder).catch(() => undefined))?.isDirectory() === true;
