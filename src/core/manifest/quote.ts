const longest = 60;

/** A text from a manifest, in single quotes, on one line and not too long to read. */
export const quote = (text: string): string => {
  const visible = text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
  return `'${visible.length > longest ? `${visible.slice(0, longest)}…` : visible}'`;
};
