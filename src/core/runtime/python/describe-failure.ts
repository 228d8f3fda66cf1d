import { describeSql } from './describe-sql.js';
import type { PythonFailure, PythonScene } from './failure.js';
import {
  sayHiding,
  sayMissingModule,
  sayImport,
  saySyntax,
  sayIndentation,
  sayName,
  sayUnbound,
  sayAttribute,
  sayKey,
} from './say-code.js';
import { sayOther } from './say-other.js';
import {
  sayFile,
  sayPermission,
  sayInput,
  sayMemory,
  sayRecursion,
  sayJson,
  sayDatabase,
  sayDecode,
} from './say-work.js';
import { locationOf, type PythonWords, type Say } from './words.js';

/** By the name of the exception's class, or the nearest above it. */
const sayings: Readonly<Record<string, Say>> = {
  ModuleNotFoundError: sayMissingModule,
  ImportError: sayImport,
  IndentationError: sayIndentation,
  SyntaxError: saySyntax,
  UnboundLocalError: sayUnbound,
  NameError: sayName,
  AttributeError: sayAttribute,
  KeyError: sayKey,
  FileNotFoundError: sayFile,
  PermissionError: sayPermission,
  EOFError: sayInput,
  MemoryError: sayMemory,
  RecursionError: sayRecursion,
  JSONDecodeError: sayJson,
  UnicodeDecodeError: sayDecode,
  OperationalError: sayDatabase,
};

/** An exception in a plain sentence: what is wrong, where, and what to look at. */
export const describeFailure = (failure: PythonFailure, scene: PythonScene): PythonWords => {
  if (failure.sql) return describeSql(failure.sql, failure);
  const kind = failure.kinds.find((name) => Object.hasOwn(sayings, name));
  const say = failure.hiding === undefined ? ((kind === undefined ? undefined : sayings[kind]) ?? sayOther) : sayHiding;
  const location = locationOf(failure.place);
  return { ...say(failure, scene), ...(location && { location }) };
};
