import type { SourceLocation } from '../../../core/check/result.js';

/** 1-based line and column of a UTF-16 offset in a file. */
export const locationAt = (file: string, text: string, offset: number): SourceLocation => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
};

/** UTF-16 offset of a character that PostgreSQL counts, which takes every character for one (0-based). */
export const utf16Offset = (text: string, characters: number): number => {
  let offset = 0;
  for (let left = characters; left > 0 && offset < text.length; left -= 1) offset += isPair(text, offset) ? 2 : 1;
  return offset;
};

const isPair = (text: string, offset: number): boolean => (text.codePointAt(offset) ?? 0) > 0xffff;
