import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import { toLabError } from '../core/errors.js';
import type { WireError } from '../protocol/engine.js';

/** Any thrown value as the error a request is answered with: the code and facts of its LabError travel in `data`. */
export const toWire = (error: unknown): ResponseError<WireError> => {
  const { code, message, data } = toLabError(error);
  return new ResponseError<WireError>(ErrorCodes.InternalError, message, { code, message, data: { ...data } });
};
