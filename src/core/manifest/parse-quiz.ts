import { quizAnswersFile } from '../course/course.js';
import type { Lab } from '../course/course.js';
import { baseName, folderOf } from '../paths.js';
import type { SpecOf } from './check-schema.js';
import { checkIdIsName } from './lab-rules.js';
import { readManifest } from './parsed.js';
import type { Parsed } from './parsed.js';
import { checkQuestion } from './question-rules.js';
import { quizManifest } from './schema.js';
import type { QuizManifest } from './schema.js';

/** Id of the one exercise that a quiz is. */
export const quizExerciseId = 'quiz';

const buildCheck = (question: QuizManifest['questions'][number], index: number): SpecOf<'quiz.question'> => ({
  ...question,
  kind: 'quiz.question',
  title: `Question ${index + 1}`,
});

const buildQuiz = (manifest: QuizManifest, file: string): Lab => {
  const { id, title, summary, grading, questions } = manifest;
  return {
    id,
    kind: 'quiz',
    title,
    ...(summary === undefined ? {} : { summary }),
    grading,
    folder: folderOf(file),
    file,
    services: {},
    runtimes: {},
    bind: {},
    exercises: [
      {
        id: quizExerciseId,
        title,
        files: [{ path: quizAnswersFile }],
        requirements: {},
        hints: [],
        checks: questions.map(buildCheck),
        wrongSolutions: [],
      },
    ],
  };
};

/**
 * Reads the text of a quiz file as a lab with one exercise, whose checks are the questions.
 * @param file absolute path of the quiz file; its name without extension is the id that the quiz must have
 */
export const parseQuiz = (text: string, file: string): Parsed<Lab> =>
  readManifest(text, file, {
    schema: quizManifest,
    rules: (findings, manifest) => {
      checkIdIsName(findings, manifest.id, baseName(file).replace(/\.yaml$/, ''), 'file');
      findings.unique(
        'question id',
        manifest.questions.map(({ id }, index) => ({ name: id, path: ['questions', index, 'id'] })),
      );
      for (const [index, question] of manifest.questions.entries()) {
        checkQuestion(findings, question, ['questions', index]);
      }
    },
    mentions: () => [],
    model: (manifest) => buildQuiz(manifest, file),
  });
