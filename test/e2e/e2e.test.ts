import { afterAll, beforeAll, describe } from 'vitest';
import { brokenCourse, checkOnSaveOff } from './scenarios/broken-course.js';
import { crashes } from './scenarios/crashes.js';
import { keyboardOnly } from './scenarios/keyboard.js';
import { nothingLeft } from './scenarios/nothing-left.js';
import { packs } from './scenarios/packs.js';
import { answerQuiz } from './scenarios/quiz.js';
import { reload } from './scenarios/reload.js';
import { reset } from './scenarios/reset.js';
import { restrictedMode } from './scenarios/restricted-mode.js';
import { rightAnswer } from './scenarios/right-answer.js';
import { rapidSaves } from './scenarios/saving.js';
import { startLab } from './scenarios/start-lab.js';
import { checkTask } from './scenarios/task.js';
import { syntaxError, wrongAnswer } from './scenarios/wrong-answer.js';
import { authorFolder } from './support/author-folder.js';
import { inWindow } from './support/window.js';
import { World } from './support/world.js';

let opened: World | undefined;
const world = (): World => {
  if (!opened) throw new Error('VS Code did not start');
  return opened;
};

const close = async (): Promise<readonly string[]> => {
  const closing = world();
  opened = undefined;
  return closing.close();
};

beforeAll(async () => {
  opened = await World.open();
});
afterAll(async () => {
  if (opened) await close();
});

/** The scenarios of a group follow each other in one window, as a day of work does. */
describe('the first lab of a learner', () => {
  const at = inWindow(world, 'first-lab');
  describe('in Restricted Mode', () => restrictedMode(at));
  describe('starting a lab', () => startLab(at));
  describe('a wrong answer', () => wrongAnswer(at));
  describe('a right answer', () => rightAnswer(at));
  describe('a syntax error', () => syntaxError(at));
  describe('a reset', () => reset(at));
  describe('saves', () => rapidSaves(at));
  describe('a reload', () => reload(at));
  describe('crashes', () => crashes(at));
  describe('a check task', () => checkTask(at));
  describe('a quiz', () => answerQuiz(at));
});

describe('another folder of the learner', () => {
  const at = inWindow(world, 'second-folder');
  describe('the keyboard', () => keyboardOnly(at));
});

describe('the folder of an author', () => {
  const at = inWindow(world, 'author', authorFolder);
  describe('a broken course', () => brokenCourse(at));
  describe('checking by hand', () => checkOnSaveOff(at));
  describe('lab packs', () => packs(at));
});

describe('in the end', () => {
  nothingLeft(world, close);
});
