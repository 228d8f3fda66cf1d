import * as z from 'zod/mini';
import { quizAnswersFile } from '../../core/course/course.js';
import type { SpecOf } from '../../core/manifest/check-schema.js';
import type { CheckKind } from '../../core/ports.js';

const answersFormat = z.record(z.string(), z.array(z.string()));

/** `quiz.question`: the options chosen in the submission's answer file are exactly the right ones. */
export const quizQuestion: CheckKind<SpecOf<'quiz.question'>> = {
  kind: 'quiz.question',
  async run(spec, { submission }) {
    const answers = readAnswers(await submission.readText(quizAnswersFile));
    if (typeof answers === 'string')
      return { status: 'failed', message: answers, isolation: 'none', location: { file: quizAnswersFile, line: 1 } };
    const chosen = new Set(Object.hasOwn(answers, spec.id) ? answers[spec.id] : []);
    if (chosen.size === 0) return { status: 'failed', message: 'Not answered.', isolation: 'none' };
    const strangers = [...chosen].filter((id) => !spec.options.some((option) => option.id === id));
    if (strangers.length > 0)
      return { status: 'failed', message: `There is no option \`${strangers.join('`, `')}\`.`, isolation: 'none' };
    const right = spec.options.every((option) => chosen.has(option.id) === (option.correct ?? false));
    // Feedback speaks of the options that were chosen only: it must not give the others away.
    const said = spec.options.filter((option) => chosen.has(option.id)).flatMap((option) => option.feedback ?? []);
    const lead = right ? (said.length === 0 ? ['Right.'] : []) : [wrongLead(spec, chosen)];
    const message = [...lead, ...said].join(' ');
    return {
      status: right ? 'passed' : 'failed',
      message,
      isolation: 'none',
      ...(right && spec.explain !== undefined ? { help: spec.explain } : {}),
    };
  },
};

const wrongLead = (spec: SpecOf<'quiz.question'>, chosen: ReadonlySet<string>): string => {
  if (spec.type === 'single') return 'Not this one.';
  const allRight = [...chosen].every((id) => spec.options.find((option) => option.id === id)?.correct);
  return allRight ? 'What you chose is right, but something is missing.' : 'Not all of these.';
};

/** The answers, or what is wrong with the file. No file means nothing was answered. */
const readAnswers = (text: string | undefined): Readonly<Record<string, readonly string[]>> | string => {
  if (text === undefined) return {};
  try {
    const parsed = answersFormat.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : `\`${quizAnswersFile}\` must map each question to a list of options.`;
  } catch {
    return `\`${quizAnswersFile}\` is not valid JSON.`;
  }
};
