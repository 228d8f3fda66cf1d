import { errorCodes, LabError, type ErrorCode, type ErrorData } from '../../core/errors.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isErrorCode = (value: unknown): value is ErrorCode => errorCodes.some((code) => code === value);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Only what {@link ErrorData} names crosses the border, and only in the right type. */
const errorData = (value: unknown): ErrorData => {
  if (!isRecord(value)) return {};
  const { file, line, column, cure, detail, content } = value;
  const entries = Object.entries({
    file: text(file),
    line: count(line),
    column: count(column),
    cure: text(cure),
    detail: text(detail),
    content: text(content),
  });
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
};

/**
 * The LabError that the engine answered with: a `WireError` in the data of a JSON-RPC error. `message` stands in when
 * the data carries none. What is no LabError becomes `internal`.
 */
export const fromWire = (wire: unknown, message: string): LabError => {
  if (!isRecord(wire) || !isErrorCode(wire['code'])) return new LabError('internal', message);
  return new LabError(wire['code'], text(wire['message']) ?? message, errorData(wire['data']));
};
