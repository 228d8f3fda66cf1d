import * as z from 'zod/mini';
import { id, markdown } from './scalars.js';

const option = z.strictObject({
  id,
  text: markdown,
  correct: z.optional(z.boolean().check(z.describe('Whether choosing this option is right; default false.'))),
  feedback: z.optional(markdown.check(z.describe('Markdown shown after submission when this option was chosen.'))),
});

/** What a question is made of, in a quiz and in a check of kind `quiz.question`. */
export const questionParts = {
  type: z
    .enum(['single', 'multiple'])
    .check(z.describe('single: exactly one option is correct. multiple: any number of them.')),
  prompt: markdown.check(z.describe('The question, in Markdown.')),
  options: z.array(option).check(z.minLength(2), z.describe('What to choose from.')),
  explain: z.optional(markdown.check(z.describe('Markdown shown after submission, whatever was chosen.'))),
};
