import { resolve } from 'node:path';
import { Location, MarkdownString, TestMessage, Uri } from 'vscode';
import type { CheckResult } from '../../../core/check/result.js';
import { tableSides } from '../../../core/check/text/table-sides.js';
import { isInside } from '../../state/known-labs.js';
import { rangeOf } from '../diagnostics/to-diagnostic.js';

/** Text that a check compared, for the editor's own comparison; nothing where only one side may be seen. */
const sidesOf = ({ evidence }: CheckResult): { readonly expected: string; readonly actual: string } | undefined => {
  if (!evidence) return undefined;
  if (evidence.kind === 'table') return evidence.diff.rows.length > 0 ? tableSides(evidence.diff) : undefined;
  const { expected, actual } = evidence;
  return expected === undefined || actual === undefined ? undefined : { expected, actual };
};

/** Sentences of checks hold `code` and otherwise plain text. */
const toMarkdown = ({ message, help }: CheckResult): MarkdownString => {
  const text = new MarkdownString();
  const parts = [message, ...(help === undefined ? [] : [help])];
  parts.forEach((part, index) => {
    if (index > 0) text.appendMarkdown('\n\n');
    for (const [place, piece] of part.split('`').entries()) {
      if (place % 2 === 1 && piece !== '') text.appendMarkdown(`\`${piece}\``);
      else text.appendText(piece);
    }
  });
  return text;
};

/** What a check says as a message of the Test Explorer: words, place in the learner's file, expected and actual. */
export const toTestMessage = (result: CheckResult, folder: string | undefined): TestMessage => {
  const message = new TestMessage(toMarkdown(result));
  const sides = sidesOf(result);
  if (sides) {
    message.expectedOutput = sides.expected;
    message.actualOutput = sides.actual;
  }
  const { location } = result;
  const file = folder !== undefined && location ? resolve(folder, location.file) : undefined;
  if (folder !== undefined && location && file !== undefined && isInside(folder, file))
    message.location = new Location(Uri.file(file), rangeOf(location));
  return message;
};
