import type { EngineMethod, EngineParams, EngineResult } from '../protocol/engine.js';
import type { EngineSession } from './session.js';

/** Answers one kind of request. Throws a LabError; the signal aborts when the caller cancels. */
export type Handler<M extends EngineMethod> = (
  session: EngineSession,
  params: EngineParams<M>,
  signal: AbortSignal,
) => Promise<EngineResult<M>>;

/** A handler for every request but `initialize`, which makes the session. */
export type Handlers = { readonly [M in Exclude<EngineMethod, 'initialize'>]: Handler<M> };
