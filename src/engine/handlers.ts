import type { EngineMethod, EngineParams, EngineResult } from '../protocol/engine.js';
import { checkHandlers } from './handle-checks.js';
import { courseHandlers } from './handle-courses.js';
import { labHandlers } from './handle-labs.js';
import { packHandlers } from './handle-packs.js';
import type { EngineSession } from './session.js';

export type Handler<M extends EngineMethod> = (
  session: EngineSession,
  params: EngineParams<M>,
  signal: AbortSignal,
) => Promise<EngineResult<M>>;

/** A handler for every request but `initialize`, which makes the session. */
export type Handlers = { readonly [M in Exclude<EngineMethod, 'initialize'>]: Handler<M> };

export const handlers: Handlers = { ...courseHandlers, ...labHandlers, ...checkHandlers, ...packHandlers };
