import type { SourceLocation } from '../../../core/check/result.js';

/** 1-based line and column of a UTF-16 offset in a file. */
export const locationAt = (file: string, text: string, offset: number): SourceLocation => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
};
