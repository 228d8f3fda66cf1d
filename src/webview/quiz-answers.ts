import type { QuestionView } from '../protocol/exercise-view.js';

/** Question -> chosen options. */
export type Answers = Readonly<Record<string, readonly string[]>>;

export const submittedAnswers = (questions: readonly QuestionView[]): Answers =>
  Object.fromEntries(questions.map((question) => [question.checkId, question.chosen]));

/** Answers that still belong to the questions: kept ones may come from an older version of the quiz. */
export const usableAnswers = (kept: Answers, questions: readonly QuestionView[]): Answers =>
  Object.fromEntries(
    questions.map(({ checkId, options, chosen }) => {
      const ids = new Set(options.map((option) => option.id));
      return [checkId, kept[checkId]?.filter((id) => ids.has(id)) ?? chosen];
    }),
  );

export const choose = (answers: Answers, question: QuestionView, option: string, on: boolean): Answers => {
  const before = answers[question.checkId] ?? [];
  if (question.type === 'single') return { ...answers, [question.checkId]: [option] };
  const picked = new Set(before);
  if (on) picked.add(option);
  else picked.delete(option);
  const inOrder = question.options.map(({ id }) => id).filter((id) => picked.has(id));
  return { ...answers, [question.checkId]: inOrder };
};

export const unanswered = (answers: Answers, questions: readonly QuestionView[]): number =>
  questions.filter(({ checkId }) => (answers[checkId] ?? []).length === 0).length;

/** True when the answer on show is the one that was submitted: only then does its mark still hold. */
export const isSubmitted = (answers: Answers, { checkId, chosen }: QuestionView): boolean => {
  const now = answers[checkId] ?? [];
  return now.length === chosen.length && now.every((id) => chosen.includes(id));
};
