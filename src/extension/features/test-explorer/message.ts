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

const placeOf = ({ location }: CheckResult, folder: string | undefined): Location | undefined => {
  if (!location || folder === undefined) return undefined;
  const file = resolve(folder, location.file);
  return isInside(folder, file) ? new Location(Uri.file(file), rangeOf(location)) : undefined;
};

/**
 * What a check says as messages of the Test Explorer: words with their place in the learner's file, and expected and actual to be
 * compared. These are two messages, because VS Code shows one that has both in the file as `actual != expected`, cut to fifteen
 * characters each, in place of its words.
 */
export const toTestMessages = (result: CheckResult, folder: string | undefined): readonly TestMessage[] => {
  const sides = sidesOf(result);
  const place = placeOf(result, folder);
  const words = new TestMessage(toMarkdown(result));
  if (place) words.location = place;
  if (!sides) return [words];
  const compared = TestMessage.diff(words.message, sides.expected, sides.actual);
  return place ? [compared, words] : [compared];
};
