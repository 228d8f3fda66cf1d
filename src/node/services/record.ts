import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorCode, ErrorData } from '../../core/errors.js';
import { errorCodes } from '../../core/errors.js';
import type { ServiceState } from '../../core/vocabulary.js';
import { serviceStates } from '../../core/vocabulary.js';
import { writeAtomically } from '../process/atomic-file.js';
import { delay } from '../process/delay.js';
import type { ProcessIdentity } from '../process/identity.js';
import { parseIdentity } from '../process/identity.js';
import { instanceFiles } from './instance.js';

/** What a supervisor tells the world about its service, in `service.json`. */
export interface ServiceRecord {
  /** One life of one supervisor. */
  readonly run: string;
  readonly state: ServiceState;
  readonly message: string;
  readonly supervisor: ProcessIdentity;
  readonly server?: ProcessIdentity;
  /** Only while ready: a stopped service has no endpoint. */
  readonly port?: number;
  readonly failure?: { readonly code: ErrorCode; readonly data: ErrorData };
}

export const writeRecord = (folder: string, record: ServiceRecord): Promise<void> =>
  writeAtomically(path.join(folder, instanceFiles.record), JSON.stringify(record));

/** `undefined` when the service was never started. */
export const readRecord = async (folder: string): Promise<ServiceRecord | undefined> => {
  const file = path.join(folder, instanceFiles.record);
  const text = await readFile(file, 'utf8').catch(async () => {
    // On Windows a file that is just being replaced can't be read for a moment.
    if (process.platform === 'win32') await delay(20);
    return readFile(file, 'utf8').catch(() => undefined);
  });
  return text === undefined ? undefined : parseRecord(text);
};

/** The same without waiting: for code that must answer at once. */
export const readRecordNow = (folder: string): ServiceRecord | undefined => {
  try {
    return parseRecord(readFileSync(path.join(folder, instanceFiles.record), 'utf8'));
  } catch {
    return undefined;
  }
};

/** `undefined` for a text that is no record. */
export const parseRecord = (text: string): ServiceRecord | undefined => {
  const value = parse(text);
  const supervisor = parseIdentity(value['supervisor']);
  const state = serviceStates.find((one) => one === value['state']);
  if (!supervisor || !state || typeof value['run'] !== 'string' || typeof value['message'] !== 'string')
    return undefined;
  const server = parseIdentity(value['server']);
  const { run, message, port } = value as { run: string; message: string; port: unknown };
  const failure = parseFailure(value['failure']);
  return {
    ...{ run, state, message, supervisor },
    ...(server && { server }),
    ...(typeof port === 'number' && { port }),
    ...(failure && { failure }),
  };
};

const parse = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

const parseFailure = (value: unknown): ServiceRecord['failure'] => {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('data' in value)) return undefined;
  const code = errorCodes.find((one) => one === value.code);
  return code && typeof value.data === 'object' && value.data !== null ? { code, data: value.data } : undefined;
};
