import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import path from 'node:path';
import { create } from 'tar';
import type { Artefact } from '../../src/node/toolchain/lock.js';

/** A registry on this computer that serves one package. */
export interface TinyRegistry {
  readonly artefact: Artefact;
  /** Settings as a user's environment would hold them. */
  readonly env: NodeJS.ProcessEnv;
  /** Paths that were asked for. */
  readonly requests: string[];
  /** What requests were signed with. */
  readonly credentials: string[];
  /** What the tarball's request is answered with; by default all of it at once. */
  answer: (response: ServerResponse, tarball: Buffer) => void;
  close(): Promise<void>;
}

/** Serves a package made of these files (path in the package -> text) on a free loopback port. */
export const openTinyRegistry = async (
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<TinyRegistry> => {
  const tarball = await pack(folder, files);
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const artefact: Artefact = {
    ...{ id: 'thing-1.0.0', title: 'Thing 1.0', name: '@tiny/thing', version: '1.0.0' },
    ...{ integrity, size: tarball.length },
  };
  const server = createServer((request, response) => {
    registry.requests.push(request.url ?? '');
    registry.credentials.push(request.headers.authorization ?? 'none');
    if (request.url?.endsWith('.tgz') === true) return registry.answer(response, tarball);
    if (decodeURIComponent(request.url ?? '') !== '/@tiny/thing') return void response.writeHead(404).end('{}');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(packument(`http://${request.headers.host}`, integrity)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const registry: TinyRegistry = {
    artefact,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_fetch_retries: '0',
    },
    requests: [],
    credentials: [],
    answer: (response, whole) => void response.end(whole),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return registry;
};

const packument = (registry: string, integrity: string): unknown => ({
  name: '@tiny/thing',
  'dist-tags': { latest: '1.0.0' },
  versions: {
    '1.0.0': { name: '@tiny/thing', version: '1.0.0', dist: { integrity, tarball: `${registry}/thing-1.0.0.tgz` } },
  },
});

const pack = async (folder: string, files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const source = path.join(folder, 'source');
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(source, 'package', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const file = path.join(folder, 'source.tgz');
  await create({ file, cwd: source, gzip: true }, ['package']);
  const tarball = await readFile(file);
  await Promise.all([rm(source, { recursive: true }), rm(file)]);
  return tarball;
};
