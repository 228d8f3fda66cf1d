import { type MessageConnection, ParameterStructures } from 'vscode-jsonrpc/node';
import { LabError } from '../core/errors.js';
import type { EngineEvents, EngineMethod, EngineOptions, EngineParams } from '../protocol/engine.js';
import { signalOf } from './cancel.js';
import type { Handler } from './handler.js';
import { handlers } from './handlers.js';
import type { EngineSession, Emit } from './session.js';
import { toWire } from './wire-error.js';

/** Builds the session of a window from the options of its `initialize` request. */
export type OpenSession = (
  options: EngineOptions,
  emit: Emit,
) => Promise<EngineSession & { close?: () => Promise<void> }>;

/** Answers the extension host's requests on a connection. Resolves when everything is registered; the connection then listens. */
export const serve = (
  connection: MessageConnection,
  version: string,
  open: OpenSession,
): { close(): Promise<void> } => {
  let session: Awaited<ReturnType<OpenSession>> | undefined;
  const emit: Emit = <E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]) =>
    void connection.sendNotification(event, ParameterStructures.byPosition, payload).catch(() => undefined);

  connection.onRequest('initialize', (options: EngineOptions) =>
    answered(async () => {
      await session?.close?.();
      session = await open(options, emit);
      return { version, pid: process.pid };
    }),
  );
  for (const [method, handler] of Object.entries(handlers) as [EngineMethod, Handler<EngineMethod>][]) {
    connection.onRequest(method, (params: EngineParams<EngineMethod>, token) =>
      answered(async () => {
        if (!session) throw new LabError('internal', 'The engine is not initialised.');
        return handler(session, params as never, signalOf(token));
      }),
    );
  }
  connection.listen();
  return { close: async () => session?.close?.() };
};

const answered = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    throw toWire(error);
  });
