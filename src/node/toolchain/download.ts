import { createWriteStream } from 'node:fs';
import type { Options } from 'pacote';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { orCancelled } from '../process/delay.js';
import type { Artefact } from './lock.js';
import { npmOptions } from './npm-options.js';

/**
 * Fetches the tarball through npm's own client and verifies it. Rejects with what that client throws (`EINTEGRITY`, network
 * errors), or with `cancelled`. `onBytes` is told how much is there; it starts again from 0 when the client tries again.
 */
export const downloadTarball = async (
  artefact: Artefact,
  file: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  onBytes: (received: number) => void,
): Promise<void> => {
  const [{ default: pacote }, configured] = await Promise.all([import('pacote'), npmOptions(env)]);
  const options: Options & { signal: AbortSignal } = { ...configured, integrity: artefact.integrity, signal };
  const saved = pacote.tarball.stream(
    `${artefact.name}@${artefact.version}`,
    (source) => save(source, file, signal, onBytes),
    options,
  );
  // The client may go on for a while with attempts that are bound to fail: nobody waits for them.
  await orCancelled(saved, signal);
};

/** Listens before it waits for anything: an error that nobody hears would end this process. */
const save = (
  source: NodeJS.ReadableStream,
  file: string,
  signal: AbortSignal,
  onBytes: (received: number) => void,
): Promise<void> => {
  let received = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      onBytes(received);
      done(null, chunk);
    },
  });
  source.on('error', (error) => counter.destroy(error));
  source.pipe(counter);
  return pipeline(counter, createWriteStream(file), { signal });
};
