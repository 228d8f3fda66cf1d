import { stat } from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../core/errors.js';
import type { CancelSignal } from '../../../core/ports.js';
import { readJson, writeAtomically } from '../../process/atomic-file.js';
import { errorCode } from '../../process/error-code.js';
import { candidates, minors, type Candidate } from './candidates.js';
import { runTool } from './tool.js';

/** A Python that was found on this computer and works. */
export interface Interpreter {
  /** Absolute path of the program itself, not of a launcher. */
  readonly executable: string;
  /** `3.11.7`. */
  readonly version: string;
  /** `3.11`. */
  readonly minor: string;
  /** Whether it can install packages by itself. */
  readonly pip: boolean;
  /** Whether it can put pip into a new environment. */
  readonly ensurepip: boolean;
  /** Names of the modules of its standard library. */
  readonly standard: readonly string[];
}

export interface FindOptions {
  /** Folder for what was found. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: CancelSignal;
}

/**
 * The Python of this computer that labs run on: the one that `DELABS_PYTHON` names, else the learner's own `python3` if it is of a
 * right version, else any of a right version. What was found is remembered as long as it stays. Rejects with `runtime-failed`.
 */
export const findInterpreter = async (options: FindOptions): Promise<Interpreter> => {
  const { env, folder } = options;
  const memory = path.join(folder, 'interpreter.json');
  const asked = JSON.stringify([env['DELABS_PYTHON'] ?? '', env['PATH'] ?? env['Path'] ?? '']);
  const known = await remembered(memory, asked);
  if (known) return known;
  const found = await search(options);
  const { mtimeMs } = await stat(found.executable);
  await writeAtomically(memory, JSON.stringify({ asked, mtimeMs, found })).catch(() => undefined);
  return found;
};

const search = async (options: FindOptions): Promise<Interpreter> => {
  const tried: string[] = [];
  for await (const candidate of candidates(options.env)) {
    const found = await probe(candidate, options);
    if (typeof found !== 'string') return found;
    tried.push(`${candidate.name}: ${found}`);
    if (candidate.only) break;
  }
  throw noPython(options.env['DELABS_PYTHON'], tried);
};

/** Tells what it is; run, because a launcher on the PATH may lead nowhere. */
const script = `import importlib.util as u, json, sys
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "implementation": sys.implementation.name,
"standard": sorted(n for n in getattr(sys, "stdlib_module_names", []) if not n.startswith("_")), "pip": u.find_spec("pip") is not None, "ensurepip": u.find_spec("ensurepip") is not None}))`;

const probeMs = 10_000;

interface Probed {
  readonly executable: string;
  readonly version: readonly number[];
  readonly implementation: string;
  readonly pip: boolean;
  readonly ensurepip: boolean;
  readonly standard: readonly string[];
}

/** What a candidate is, or why it can't be used. */
const probe = async (candidate: Candidate, { env, folder, signal }: FindOptions): Promise<Interpreter | string> => {
  const result = await runTool({
    ...{ command: candidate.command, args: [...candidate.args, '-I', '-c', script] },
    ...{ env, cwd: path.parse(folder).root, signal, limitMs: probeMs },
  }).catch((error: unknown) => {
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  });
  if (!result) return 'not found';
  const told = result.code === 0 ? parse(result.stdout) : undefined;
  if (!told) return 'does not start';
  const version = told.version.join('.');
  const minor = told.version.slice(0, 2).join('.');
  if (told.implementation !== 'cpython') return `${told.implementation} ${version}`;
  if (!(minors as readonly string[]).includes(minor)) return version;
  const { executable, pip, ensurepip, standard } = told;
  return { executable, version, minor, pip, ensurepip, standard };
};

const parse = (text: string): Probed | undefined => {
  try {
    const told = JSON.parse(text.trim().split('\n').at(-1) ?? '') as Probed;
    return path.isAbsolute(told.executable) && Array.isArray(told.version) ? told : undefined;
  } catch {
    return undefined;
  }
};

const remembered = async (memory: string, asked: string): Promise<Interpreter | undefined> => {
  const stored = await readJson(memory);
  if (!isMemory(stored) || stored.asked !== asked) return undefined;
  const now = await stat(stored.found.executable).catch(() => undefined);
  return now?.mtimeMs === stored.mtimeMs ? stored.found : undefined;
};

const isMemory = (
  value: unknown,
): value is { readonly asked: string; readonly mtimeMs: number; readonly found: Interpreter } =>
  typeof value === 'object' && value !== null && 'asked' in value && 'mtimeMs' in value && 'found' in value;

const range = `${minors.at(-1)} to ${minors[0]}`;

const noPython = (named: string | undefined, tried: readonly string[]): LabError => {
  const detail = tried.join('\n');
  if (named) {
    return new LabError('runtime-failed', `\`${named}\` is no Python of the versions ${range}.`, {
      cure: 'Set DELABS_PYTHON to the path of one that is, or leave it out.',
      detail,
    });
  }
  return new LabError('runtime-failed', `This lab needs Python ${range}, and none was found on this computer.`, {
    cure: `Install Python ${minors[1]}, or set DELABS_PYTHON to the path of one.`,
    detail,
  });
};
