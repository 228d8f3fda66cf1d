/** A whole number with its thousands separated: `6,820`. */
export const thousands = (value: number | bigint | string): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 row`, `6,820 rows`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Small numbers as words: `two`; from 11 on in digits. */
export const numberWord = (value: number): string => numberWords[value] ?? thousands(value);

/** `a`, `a and b`, `a, b and c`; a long list ends in `and 7 more`. */
export const listOf = (items: readonly string[], most = 6): string => {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
};

const longestCode = 60;

/** Text on one line, clipped, with control characters made visible, so that nothing a cell holds can disturb what is around it. */
export const oneLine = (text: string, longest = longestCode): string => {
  const clean = text.replace(/\p{Cc}/gu, visibleControl);
  return clean.length > longest ? `${[...clean].slice(0, longest - 1).join('')}…` : clean;
};

/** Control characters as their pictures: a line feed as `␊`. */
export const visibleControl = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '\ufffd';
};

/** A name or value in backticks. */
export const code = (text: string): string => `\`${oneLine(text).replaceAll('`', 'ˋ')}\``;

/** First letter in upper case. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
