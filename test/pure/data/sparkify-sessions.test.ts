import { describe, expect, it } from 'vitest';
import { groupBy, month, playsOf, read } from './sparkify-rows.js';

const { events } = read(month(3));
const sessions = [...groupBy(events, ({ sessionId }) => sessionId).values()];

describe('a session', () => {
  it('counts its items from 0, in the order of time', () => {
    for (const own of sessions) {
      expect(own.map(({ itemInSession }) => itemInSession)).toEqual(own.map((_, index) => index));
      for (const [index, { ts }] of own.entries()) expect(ts).toBeGreaterThan(own[index - 1]?.ts ?? 0);
    }
  });

  it('is of one user, or of a stranger', () => {
    for (const own of sessions)
      expect(new Set(own.map(({ userId }) => userId).filter((id) => id !== '')).size).toBeLessThanOrEqual(1);
  });

  it('plays a song after the other has ended', () => {
    for (const own of sessions.map(playsOf))
      for (const [index, { ts, length }] of own.entries()) {
        const next = own[index + 1];
        if (next) expect(next.ts - ts).toBeGreaterThanOrEqual(Math.floor(length!) * 1000);
      }
  });

  it('is logged in from a Login on, and logged out from a Logout on', () => {
    for (const own of sessions)
      for (const [index, { page, auth }] of own.entries()) {
        const next = own[index + 1]?.auth;
        if (page === 'Login') expect([auth, next]).toEqual(['Logged Out', 'Logged In']);
        else if (page === 'Logout') expect([auth, next]).toEqual(['Logged In', 'Logged Out']);
        else if (next) expect(next).toBe(auth);
      }
  });

  it('may go on after midnight', () => {
    const days = sessions.map((own) => new Set(own.map(({ ts }) => new Date(ts).getUTCDate())).size);
    expect(days.some((count) => count === 2)).toBe(true);
  });
});

describe('a user', () => {
  const users = [...groupBy(events.filter(({ userId }) => userId !== ''), ({ userId }) => userId).values()]; // prettier-ignore

  it('never changes but in level', () => {
    for (const own of users) {
      const facts = own.map(({ firstName, lastName, gender, location, registration, userAgent }) =>
        JSON.stringify([firstName, lastName, gender, location, registration, userAgent]),
      );
      expect(new Set(facts).size).toBe(1);
    }
  });

  it('registered before the month, and is in one session at a time', () => {
    for (const own of users) {
      expect(own[0]!.registration).toBeLessThan(Date.UTC(2018, 10, 1));
      const order = own.map(({ sessionId }) => sessionId);
      const visited = order.filter((id, index) => id !== order[index - 1]);
      expect(visited.length).toBe(new Set(visited).size);
    }
  });
});

describe('the month', () => {
  it('has busy and quiet hours and days', () => {
    const plays = playsOf(events);
    const inHours = (from: number, to: number): number =>
      plays.filter(({ ts }) => new Date(ts).getUTCHours() >= from && new Date(ts).getUTCHours() < to).length;
    expect(inHours(14, 20)).toBeGreaterThan(2 * inHours(1, 7));
    const weekend = plays.filter(({ ts }) => [0, 6].includes(new Date(ts).getUTCDay())).length;
    expect(weekend / 8).toBeLessThan((0.8 * (plays.length - weekend)) / 22);
  });
});
