import type { Draft } from './cohort.js';
import { noSong } from './on-air.js';
import { stepsIn, visit, type Doing } from './pages.js';
import { cohort, strangers, visits } from './quotas.js';
import { at, weighted, type Random } from './random.js';

/** Gives the sessions of a cohort their visits; returns those of strangers. Together they have exactly the events of a cohort. */
export const addVisits = (drafts: readonly Draft[], random: Random): readonly Draft[] => {
  addLogins(drafts, random);
  const anywhere = chooser(drafts);
  scatter('settings', visits.settings, anywhere, random);
  scatter('save', visits.save, anywhere, random);
  scatter('help', visits.help, anywhere, random);
  scatter('about', visits.about, anywhere, random);
  scatter('error', visits.error, anywhere, random);
  scatter('upgradeView', visits.upgradeView, chooser(drafts.filter(({ steady, paid }) => steady && !paid)), random);
  scatter('downgradeView', visits.downgradeView, chooser(drafts.filter(({ steady, paid }) => steady && paid)), random);
  scatter('home', homes, anywhere, random);
  for (const draft of drafts) draft.visits.sort((a, b) => a - b);
  return draftStrangers();
};

const planned: readonly (readonly [Doing, number])[] = [
  ...(Object.entries(visits) as [Doing, number][]),
  ['goPaid', cohort.upgrades],
  ['goFree', cohort.downgrades],
  ['home', strangers.sessions],
  ['help', strangers.help + strangers.about + strangers.error],
];

/** What is missing then. */
const homes = cohort.events - cohort.plays - planned.reduce((sum, [doing, count]) => sum + stepsIn(doing) * count, 0);

type Choose = (random: Random) => Draft;

/** Sessions with more plays get more visits. */
const chooser = (drafts: readonly Draft[]): Choose => {
  const choose = weighted(drafts.map(({ plays }) => plays));
  return (random) => at(drafts, choose(random));
};

const scatter = (doing: Doing, count: number, choose: Choose, random: Random): void => {
  for (let index = 0; index < count; index += 1) {
    const draft = choose(random);
    const atStart = draft.pinned === undefined && random.below(2) === 0;
    draft.visits.push(visit(doing, atStart ? 0 : 1 + random.below(draft.plays)));
  }
};

/** At most one login and one logout each; pinned sessions start with a play. */
const addLogins = (drafts: readonly Draft[], random: Random): void => {
  const unpinned = drafts.filter(({ pinned }) => pinned === undefined);
  for (const draft of some(visits.login, unpinned, random)) draft.visits.push(visit('login', 0));
  for (const draft of some(visits.logout, drafts, random)) draft.visits.push(visit('logout', draft.plays));
};

/** So many different ones. */
const some = (count: number, drafts: readonly Draft[], random: Random): readonly Draft[] => {
  const left = [...drafts];
  return Array.from({ length: count }, () => {
    const index = random.below(left.length);
    const chosen = at(left, index);
    left[index] = at(left, left.length - 1);
    left.pop();
    return chosen;
  });
};

const draftStrangers = (): readonly Draft[] => {
  const { sessions, help, about, error } = strangers;
  const further: readonly Doing[] = [...of('help', help), ...of('about', about), ...of('error', error)];
  return Array.from({ length: sessions }, (_, index): Draft => {
    const doing = further[index];
    const base = { plays: 0, opening: noSong, paid: false, steady: true };
    return { ...base, visits: [visit('home', 0), ...(doing ? [visit(doing, 0)] : [])] };
  });
};

const of = (doing: Doing, count: number): readonly Doing[] => Array.from({ length: count }, () => doing);
