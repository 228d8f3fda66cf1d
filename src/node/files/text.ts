import { LabError } from '../../core/errors.js';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** UTF-8 text without its byte order mark. Throws `file-unreadable` for anything else, naming UTF-16 when it looks like it. */
export const decodeText = (bytes: Uint8Array, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const utf16 = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
    throw new LabError(
      'file-unreadable',
      utf16 ? `\`${path}\` is UTF-16 text, not UTF-8.` : `\`${path}\` is not UTF-8 text.`,
      { file: path, cure: 'Save it with the encoding UTF-8.' },
      error,
    );
  }
};
