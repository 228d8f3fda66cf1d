import { shows, type Disclosure } from './disclosure-level.js';

/** One sentence, and the levels of disclosure at which it is said. */
export interface Remark {
  readonly from: Disclosure;
  /** Highest level, for a sentence that a more telling one replaces; `full` when absent. */
  readonly to?: Disclosure;
  readonly text: string;
}

/** What is wrong, in sentences, and the next thing to try. */
export interface Finding {
  readonly remarks: readonly Remark[];
  readonly help?: Remark;
}

/** What a learner reads: the message, and the next thing to try. */
export interface Description {
  readonly message: string;
  readonly help?: string;
}

const isSaid = ({ from, to }: Remark, level: Disclosure): boolean => shows(level, from) && shows(to ?? 'full', level);

/** The sentences of a finding that a level allows; `otherwise` when it allows none. */
export const compose = (finding: Finding, level: Disclosure, otherwise: string): Description => {
  const said = finding.remarks.filter((remark) => isSaid(remark, level)).map(({ text }) => text);
  const help = finding.help && isSaid(finding.help, level) ? finding.help.text : undefined;
  return { message: said.length === 0 ? otherwise : said.join(' '), ...(help !== undefined && { help }) };
};
