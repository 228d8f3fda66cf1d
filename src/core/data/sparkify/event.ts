import { Column, orderBy } from './column.js';
import { daySeconds, epochMs } from './month.js';
import { noSong, type OnAir } from './on-air.js';
import { pages } from './pages.js';
import type { Plan } from './plan.js';
import { at } from './random.js';
import { loggedIn, paidLevel } from './session.js';
import type { User, Users } from './users.js';

/** One line of a log file. */
export interface SparkifyEvent {
  readonly artist: string | null;
  readonly song: string | null;
  /** Hundred-thousandths of a second. */
  readonly length: number | null;
  /** `undefined` while logged out. */
  readonly user: User | undefined;
  readonly itemInSession: number;
  readonly level: 'free' | 'paid';
  readonly method: string;
  readonly page: string;
  readonly sessionId: number;
  readonly status: number;
  /** Epoch milliseconds. */
  readonly ts: number;
}

export interface Sources {
  readonly plan: Plan;
  readonly users: Users;
  readonly onAir: OnAir;
}

/** The events of a day as numbers, until they are in order: some thirty bytes each. */
class Day {
  readonly seconds = new Column();
  readonly users = new Column();
  readonly sessions = new Column();
  readonly items = new Column();
  readonly pages = new Column();
  readonly states = new Column();
  readonly hearings = new Column();

  constructor(plan: Plan, day: number) {
    const { walk } = plan;
    const [from, to] = [day * daySeconds, (day + 1) * daySeconds];
    for (const session of plan.sessionsOf(day)) {
      walk.go(session);
      for (let item = 0; item < walk.count; item += 1) {
        const second = session.start + at(walk.seconds, item);
        if (second < from || second >= to) continue;
        this.seconds.push(second);
        this.users.push(session.user);
        this.sessions.push(session.sessionId);
        this.items.push(item);
        this.pages.push(at(walk.pages, item));
        this.states.push(at(walk.states, item));
        this.hearings.push(at(walk.hearings, item));
      }
    }
  }
}

/** The events of a day in the order of time; those of the same second in the order of their sessions. */
export function* eventsOf({ plan, users, onAir }: Sources, day: number): Iterable<SparkifyEvent> {
  const found = new Day(plan, day);
  for (const index of orderBy(found.seconds.length, (each) => found.seconds.at(each))) {
    const hearing = found.hearings.at(index);
    const played = hearing === noSong ? undefined : onAir.played(hearing);
    const state = found.states.at(index);
    const page = at(pages, found.pages.at(index));
    yield {
      artist: played?.artist ?? null,
      song: played?.title ?? null,
      length: played?.length ?? null,
      user: (state & loggedIn) === 0 ? undefined : users.user(found.users.at(index)),
      itemInSession: found.items.at(index),
      level: (state & paidLevel) === 0 ? 'free' : 'paid',
      method: page.method,
      page: page.name,
      sessionId: found.sessions.at(index),
      status: page.status,
      ts: epochMs(found.seconds.at(index)),
    };
  }
}
