import { attemptHandlers } from './handle-attempts.js';
import { checkHandlers } from './handle-checks.js';
import { codeHandlers } from './handle-code.js';
import { courseHandlers } from './handle-courses.js';
import { gradeHandlers } from './handle-grades.js';
import { labHandlers } from './handle-labs.js';
import { packHandlers } from './handle-packs.js';
import { runtimeHandlers } from './handle-runtimes.js';
import type { Handlers } from './handler.js';

/** All of them; the compiler asks for one per request of the protocol. */
export const handlers: Handlers = {
  ...courseHandlers,
  ...labHandlers,
  ...checkHandlers,
  ...attemptHandlers,
  ...gradeHandlers,
  ...codeHandlers,
  ...packHandlers,
  ...runtimeHandlers,
};
