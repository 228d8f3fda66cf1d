/** A page of the service, and how its web server logs a visit. */
export interface Page {
  readonly name: string;
  readonly method: 'GET' | 'PUT';
  readonly status: 200 | 307 | 404;
}

const shown = (name: string): Page => ({ name, method: 'GET', status: 200 });
const redirected = (name: string): Page => ({ name, method: 'PUT', status: 307 });

/** All pages; elsewhere a page is its number in this list. */
export const pages: readonly Page[] = [
  { name: 'NextSong', method: 'PUT', status: 200 },
  shown('Home'),
  redirected('Login'),
  redirected('Logout'),
  shown('Settings'),
  redirected('Save Settings'),
  shown('Help'),
  shown('About'),
  { name: 'Error', method: 'GET', status: 404 },
  shown('Upgrade'),
  shown('Downgrade'),
  redirected('Submit Upgrade'),
  redirected('Submit Downgrade'),
];

export const page = (name: string): number => pages.findIndex((each) => each.name === name);

/** What a visit does to the rest of the session. */
type Effect = 'in' | 'out' | 'paid' | 'free';

export interface Step {
  readonly page: number;
  readonly effect?: Effect;
}

const step = (name: string, effect?: Effect): Step => ({ page: page(name), ...(effect ? { effect } : {}) });

/** What users do between plays. The order is that of visits after the same play: nobody does anything after leaving. */
const doings = {
  login: [step('Home'), step('Login', 'in'), step('Home')],
  home: [step('Home')],
  settings: [step('Settings')],
  save: [step('Settings'), step('Save Settings')],
  help: [step('Help')],
  about: [step('About')],
  error: [step('Error')],
  upgradeView: [step('Upgrade')],
  downgradeView: [step('Downgrade')],
  goPaid: [step('Upgrade'), step('Submit Upgrade', 'paid'), step('Home')],
  goFree: [step('Downgrade'), step('Submit Downgrade', 'free'), step('Home')],
  logout: [step('Logout', 'out'), step('Home')],
} as const satisfies Record<string, readonly Step[]>;

export type Doing = keyof typeof doings;

const names = Object.keys(doings) as readonly Doing[];
const byNumber: readonly (readonly Step[])[] = Object.values(doings);
const most = 16;

/** A doing and after how many plays it is done, as one number; such numbers sort as things happen. */
export const visit = (doing: Doing, afterPlays: number): number => afterPlays * most + names.indexOf(doing);

export const playsBefore = (code: number): number => Math.floor(code / most);
export const stepsOf = (code: number): readonly Step[] => byNumber[code % most] ?? [];
export const isLogin = (code: number | undefined): boolean => code === visit('login', 0);

export const stepsIn = (doing: Doing): number => doings[doing].length;
