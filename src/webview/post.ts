import type { FromPanel, PanelState } from '../protocol/panel.js';

/** What survives a reload of the panel, beside the exercise: choices the learner made in it. */
export interface KeptState extends PanelState {
  /** Whether the instructions stand open, once the learner has said so. */
  readonly instructionsOpen?: boolean;
  /** Whether the requirements stand open, once the learner has said so. */
  readonly requirementsOpen?: boolean;
  /** Answers chosen and not yet submitted: question -> options. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
}

export type KeptChoices = Omit<KeptState, 'ref'>;

declare global {
  interface HTMLElementEventMap {
    'panel-post': CustomEvent<FromPanel>;
    'panel-keep': CustomEvent<KeptChoices>;
    /** Id of the requirement whose checks alone are shown; null, which is what an event makes of nothing, for all. */
    'panel-choose': CustomEvent<string | null>;
    'panel-state': CustomEvent<KeptState>;
  }
}

const send = (from: EventTarget, type: string, detail: unknown): void => {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
};

/** Hands a message for the host up to the entry, the only place that knows VS Code. */
export const post = (from: EventTarget, message: FromPanel): void => send(from, 'panel-post', message);

/** A listener that posts one fixed message. */
export const posting =
  (message: FromPanel) =>
  ({ currentTarget }: Event): void => {
    if (currentTarget) post(currentTarget, message);
  };

/** Remembers a choice for this exercise. */
export const keep = (from: EventTarget, choices: KeptChoices): void => send(from, 'panel-keep', choices);

/** Hands over all that is to survive a reload. */
export const remember = (from: EventTarget, state: KeptState): void => send(from, 'panel-state', state);

/** Shows the checks of one requirement alone, or all of them again. */
export const choose = (from: EventTarget, requirement: string | undefined): void =>
  send(from, 'panel-choose', requirement);
