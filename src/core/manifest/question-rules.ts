import type { Findings } from './findings.js';
import type { Path } from './yaml-tree.js';

interface Question {
  readonly type: 'single' | 'multiple';
  readonly options: readonly { readonly id: string; readonly correct?: boolean | undefined }[];
}

/** A question must be answerable: its options differ, and the right number of them is correct. */
export const checkQuestion = (findings: Findings, question: Question, path: Path): void => {
  const options = [...path, 'options'];
  findings.unique(
    'option id',
    question.options.map(({ id }, index) => ({ name: id, path: [...options, index, 'id'] })),
  );
  const correct = question.options.filter((option) => option.correct === true).length;
  if (question.type === 'single' && correct !== 1) {
    const message = `A question with a single choice needs exactly one correct option; this one has ${correct}.`;
    const cure =
      correct === 0 ? "Add 'correct: true' to the right one." : "Keep one, or write 'type: multiple' for the question.";
    findings.add({ code: 'bad-value', message, cure, path: options, at: 'key' });
  }
  if (question.type === 'multiple' && correct === 0) {
    const message = 'A question with multiple choices needs at least one correct option; this one has none.';
    findings.add({
      code: 'bad-value',
      message,
      cure: "Add 'correct: true' to those that are right.",
      path: options,
      at: 'key',
    });
  }
};
