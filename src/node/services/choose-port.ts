import { portOwner } from '../process/port-owner.js';
import { freePort, isPortFree } from '../process/ports.js';
import type { StartContext } from './driver.js';

/**
 * A port for a server that is about to start: the one of the last time, else the one that courses name, else any.
 * @param wellKnown the port that courses name, where this instance may take it
 * @param lost ports that turned out to be taken after all
 */
export const choosePort = async (
  wellKnown: number | undefined,
  { lastPort, say }: Pick<StartContext, 'lastPort' | 'say'>,
  lost: ReadonlySet<number>,
): Promise<number> => {
  const candidates = [lastPort, wellKnown].filter((port) => port !== undefined);
  for (const port of new Set(candidates)) {
    if (!lost.has(port) && (await isPortFree(port))) return port;
    const owner = (await portOwner(port)) ?? 'another program';
    await say(`Port ${port} is used by ${owner}: taking another one.`);
  }
  return freePort();
};
