/** A YAML error in words for the person who wrote the file. */
export interface Explanation {
  readonly message: string;
  readonly cure: string;
}

interface Rule extends Explanation {
  readonly reason: RegExp;
  /** What must stand in the line above. */
  readonly above?: RegExp;
  /** What must stand on the line before the place where reading stopped. */
  readonly before?: RegExp;
  /** What must stand at that place. */
  readonly at?: RegExp;
}

const badIndentation = /bad indentation of a mapping/;
const quoteIt = "put quotes around the text, or write 'key: |' and the text indented on the next lines.";

/** js-yaml's reasons -> sentences. The first rule that matches wins, so the special ones come first. */
const rules: readonly Rule[] = [
  {
    reason: /tab characters/,
    message: 'This line is indented with a tab, which YAML does not allow.',
    cure: 'Indent with spaces.',
  },
  {
    reason: badIndentation,
    before: /: /,
    at: /^:/,
    message: "The value holds a colon followed by a space, so YAML takes it for another 'key: value'.",
    cure: 'Put quotes around the whole value.',
  },
  {
    reason: badIndentation,
    before: /[:-] +$/,
    at: /^- /,
    message: 'A list cannot start on the line of its key.',
    cure: 'Start the list on the next line, or write it in brackets: [a, b].',
  },
  {
    reason: badIndentation,
    before: /[:-] +$/,
    at: /^[@`%\]},]/,
    message: 'A value cannot start with this character: YAML reserves it.',
    cure: 'Put quotes around the value.',
  },
  {
    reason: badIndentation,
    before: /['"] *$/,
    at: /./,
    message: 'Something follows the closing quote of a value.',
    cure: "Inside single quotes write a single quote twice (''), inside double quotes a double quote as \\\".",
  },
  {
    reason: badIndentation,
    before: /[\]}] *$/,
    at: /./,
    message: 'Something follows the closing bracket of a value.',
    cure: 'Remove it; if the value is a text that holds brackets or braces, put quotes around it.',
  },
  {
    reason: /deficient indentation/,
    message: 'A quote or a bracket that was opened above is not closed before this line.',
    cure: 'Close it, or indent this line if it belongs to that value.',
  },
  {
    reason: /single quoted scalar/,
    message: "A text that starts with ' never ends.",
    cure: "Add the closing '; inside such a text a single quote is written twice.",
  },
  {
    reason: /double quoted scalar/,
    message: 'A text that starts with " never ends.',
    cure: 'Add the closing "; inside such a text a double quote is written \\".',
  },
  {
    reason: /within a flow collection/,
    message: 'A list in [ ] or a mapping in { } never ends.',
    cure: 'Add the closing bracket.',
  },
  {
    reason: /missed comma between flow/,
    message: 'A comma is missing between two entries in [ ] or { }.',
    cure: 'Separate entries with commas, and put quotes around a text that holds brackets, braces or commas.',
  },
  {
    reason: /expected the node content/,
    message: 'There is a comma with nothing before it.',
    cure: 'Remove the comma, or write the missing entry.',
  },
  {
    reason: /bad indentation of a sequence entry/,
    at: /^-/,
    message: 'This list entry does not line up with the others.',
    cure: "Start every '-' of a list in the same column.",
  },
  {
    reason: /bad indentation/,
    message: 'The indentation does not fit the lines above.',
    cure: 'Start all keys of a mapping in the same column, and indent what belongs to a key more than the key.',
  },
  {
    reason: /mapping key|multiline key|document separator/,
    above: /[:-] +[|>][-+0-9]*\s*$/,
    message: "The text of a block ('|' or '>') must be indented more than its key.",
    cure: 'Indent every line of it.',
  },
  {
    reason: /expected ':' after a mapping key|multiline key/,
    message: "This line is not a 'key: value' line.",
    cure: `Write 'key: value'; if it goes on with the text above, ${quoteIt}`,
  },
  {
    reason: /whitespace character is expected after the key-value/,
    message: 'There must be a space after the colon.',
    cure: "Write 'key: value'.",
  },
  {
    reason: /unknown escape sequence|hexadecimal character/,
    message: 'The backslash is followed by something that YAML does not know.',
    cure: 'Write a backslash as \\\\ inside double quotes, or use single quotes.',
  },
  {
    reason: /valid JSON character|non-printable|null byte/,
    message: 'There is a control character, which YAML does not allow.',
    cure: 'Delete it, and save the file as UTF-8 text.',
  },
  {
    reason: /chomping|indentation width|line break is expected/,
    message: "What follows '|' or '>' is not understood.",
    cure: "End the line after '|' or '>' and indent the text on the next lines.",
  },
  {
    reason: /document separator|can not read/,
    message: 'From here on this does not belong to what stands above.',
    cure: `Check the indentation; if this is text, ${quoteIt}`,
  },
  {
    reason: /directive/i,
    message: 'A line that starts with % is a YAML directive, and this one is not valid.',
    cure: 'Remove the line: a manifest needs no directives.',
  },
  {
    reason: /\btag\b/,
    message: "A value cannot start with '!': YAML takes it for a tag.",
    cure: 'Put quotes around the value.',
  },
  {
    reason: /anchor|alias/,
    message: "A value cannot start with '&' or '*': YAML takes it for an anchor or an alias.",
    cure: 'Put quotes around the value.',
  },
];

/**
 * A plain sentence for a reason of the YAML reader.
 * @param line the whole line that the reader stopped at
 * @param column 0-based place in that line
 * @param above the line above, blank lines left out
 */
export const explain = (reason: string, line: string, column: number, above: string): Explanation => {
  const before = line.slice(0, column);
  const at = line.slice(column);
  const told = /^ *\t/.test(line) ? 'tab characters' : reason;
  const rule = rules.find(
    (candidate) =>
      candidate.reason.test(told) &&
      (candidate.above?.test(above) ?? true) &&
      (candidate.before?.test(before) ?? true) &&
      (candidate.at?.test(at) ?? true),
  );
  if (rule) return { message: rule.message, cure: rule.cure };
  return { message: `This is not valid YAML: ${reason}.`, cure: 'Mend the line.' };
};
