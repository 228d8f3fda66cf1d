import { noSong, type Hearing, type OnAir } from './on-air.js';
import { isLogin, page, pages, playsBefore, stepsOf, type Step } from './pages.js';
import { at, Random } from './random.js';

/** A visit to the service, as it is planned: who, how many plays, what else. When things happen and which songs follows from it. */
export interface Session {
  /** Unique in the data set; its chance is drawn from it. */
  readonly index: number;
  /** Negative for a stranger, who never logs in. */
  readonly user: number;
  readonly plays: number;
  /** The first song, where it is not left to chance. */
  readonly opening: Hearing;
  /** Level at its start. */
  readonly paid: boolean;
  /** What else is done, in order; see `visit`. */
  readonly visits: ArrayLike<number>;
}

export const loggedIn = 1;
export const paidLevel = 2;

/** Most seconds before something is done after a page; a redirect is followed at once. */
const pause = { page: 40, redirect: 2 } as const;

const nextSong = page('NextSong');
const redirect = 307;

/** The events of one session at a time, as parallel lists; used again for the next. */
export class Walk {
  count = 0;
  /** From the start of the session. */
  readonly seconds: number[] = [];
  readonly pages: number[] = [];
  /** Bits {@link loggedIn}, {@link paidLevel}. */
  readonly states: number[] = [];
  readonly hearings: Hearing[] = [];
  readonly #random: Random;
  #now = 0;
  #state = 0;

  constructor(
    private readonly key: number,
    private readonly onAir: OnAir,
  ) {
    this.#random = new Random(key, 0);
  }

  /** Seconds from the first event to the last. */
  get length(): number {
    return this.count === 0 ? 0 : at(this.seconds, this.count - 1);
  }

  /** Seconds in ascending order, no two events in the same. */
  go(session: Session): void {
    this.#random.restart(this.key, session.index);
    this.count = 0;
    this.#now = 0;
    const { visits, plays } = session;
    const isIn = session.user >= 0 && !isLogin(visits[0]);
    this.#state = (isIn ? loggedIn : 0) | (session.paid ? paidLevel : 0);
    let next = 0;
    let songEnd = 0;
    for (let played = 0; ; played += 1) {
      for (; next < visits.length && playsBefore(at(visits, next)) === played; next += 1)
        for (const step of stepsOf(at(visits, next))) this.#visit(step);
      if (played === plays) return;
      songEnd = this.#play(songEnd, played === 0 ? session.opening : noSong);
    }
  }

  #visit({ page: number, effect }: Step): void {
    const hurried = this.count > 0 && at(pages, at(this.pages, this.count - 1)).status === redirect;
    if (this.count > 0) this.#now += 1 + this.#random.below(hurried ? pause.redirect : pause.page);
    this.#add(number, noSong);
    if (effect === 'in') this.#state |= loggedIn;
    else if (effect === 'out') this.#state &= ~loggedIn;
    else if (effect === 'paid') this.#state |= paidLevel;
    else if (effect === 'free') this.#state &= ~paidLevel;
  }

  /** Starts when the song before has ended; resolves with the second of its own end. */
  #play(after: number, chosen: Hearing): number {
    const hearing = chosen === noSong ? this.onAir.draw(this.#random) : chosen;
    if (this.count > 0) this.#now = Math.max(this.#now + 1, after);
    this.#add(nextSong, hearing);
    return this.#now + Math.floor(this.onAir.length(hearing) / 100_000);
  }

  #add(number: number, hearing: Hearing): void {
    this.seconds[this.count] = this.#now;
    this.pages[this.count] = number;
    this.states[this.count] = this.#state;
    this.hearings[this.count] = hearing;
    this.count += 1;
  }
}
