import type { FromPanel, PanelAction, PanelState } from '../../../protocol/panel.js';
import type { SourceLocation } from '../../../core/check/result.js';
import type { ExerciseRef } from '../../../protocol/tree.js';
import { asExercise } from '../../state/exercise-key.js';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const actions: Readonly<Record<PanelAction['id'], true>> = {
  retry: true,
  trust: true,
  'review-code': true,
  'start-lab': true,
  'show-log': true,
  'restart-engine': true,
};
const isAction = (id: unknown): id is PanelAction['id'] => typeof id === 'string' && Object.hasOwn(actions, id);

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;

const locationOf = (value: unknown): SourceLocation | undefined => {
  if (!isFields(value)) return undefined;
  const { file, line, column, endLine, endColumn } = value;
  if (typeof file !== 'string' || !isPlace(line)) return undefined;
  return {
    file,
    line,
    ...(isPlace(column) ? { column } : {}),
    ...(isPlace(endLine) ? { endLine } : {}),
    ...(isPlace(endColumn) ? { endColumn } : {}),
  };
};

const isAnswers = (value: unknown): value is Readonly<Record<string, readonly string[]>> =>
  isFields(value) &&
  Object.values(value).every((chosen) => Array.isArray(chosen) && chosen.every((id) => typeof id === 'string'));

/** A message of the panel, or `undefined` for anything the protocol does not name. */
export const parseFromPanel = (message: unknown): FromPanel | undefined => {
  if (!isFields(message)) return undefined;
  const { type, runId, path, checkId, answers, id } = message;
  switch (type) {
    case 'ready':
    case 'check':
    case 'next':
    case 'attempts':
    case 'solution':
    case 'reset':
      return { type };
    case 'rendered':
      return typeof runId === 'string' ? { type, runId } : undefined;
    case 'open-file':
      return typeof path === 'string' ? { type, path } : undefined;
    case 'hint':
      return typeof checkId === 'string' ? { type, checkId } : { type };
    case 'submit-quiz':
      return isAnswers(answers) ? { type, answers } : undefined;
    case 'action':
      return isAction(id) ? { type, id } : undefined;
    case 'open-location': {
      const location = locationOf(message['location']);
      return location && { type, location };
    }
    default:
      return undefined;
  }
};

/** The exercise that a panel of an earlier session showed. */
export const parsePanelState = (state: unknown): ExerciseRef | undefined =>
  isFields(state) ? asExercise((state as Partial<PanelState>).ref) : undefined;
