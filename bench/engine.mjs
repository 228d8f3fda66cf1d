// The engine as the editor runs it: a forked process, asked over JSON-RPC.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';

/**
 * Forks the engine and introduces the session. `startedIn` is the time from the fork to the answer, in milliseconds.
 * @param {string} script dist/engine.mjs
 * @param {import('../src/protocol/engine.js').EngineOptions} options
 * @param {Record<string, string>} [env]
 */
export async function startEngine(script, options, env = {}) {
  const before = performance.now();
  const child = fork(script, [], {
    execArgv: [],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const rpc = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  rpc.onError(() => undefined);
  rpc.listen();
  const gone = once(child, 'exit');
  const lost = gone.then(([code, signal]) => {
    throw new Error(`The engine ended (${signal ?? code}).`);
  });
  lost.catch(() => undefined);
  /** @type {(method: string, params: unknown) => Promise<any>} */
  const request = (method, params) => Promise.race([rpc.sendRequest(method, params), lost]);
  await request('initialize', options);
  return {
    request,
    startedIn: performance.now() - before,
    /** @type {(event: string, listener: (payload: any) => void) => void} */
    on: (event, listener) => void rpc.onNotification(event, listener),
    async stop() {
      rpc.dispose();
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}
