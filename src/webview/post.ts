import type { FromPanel, PanelState } from '../protocol/panel.js';

/** What survives a reload of the panel, beside the exercise: choices the learner made in it. */
export interface KeptState extends PanelState {
  /** Whether the instructions stand open, once the learner has said so. */
  readonly instructionsOpen?: boolean;
  /** Answers chosen and not yet submitted: question -> options. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
}

export type KeptChoices = Omit<KeptState, 'ref'>;

declare global {
  interface HTMLElementEventMap {
    'panel-post': CustomEvent<FromPanel>;
    'panel-keep': CustomEvent<KeptChoices>;
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
