import type { DiagnosisClass } from './classes.js';
import { shows, type Disclosure } from './disclosure-level.js';

/** One sentence, and the levels of disclosure at which it is said. */
export interface Remark {
  readonly from: Disclosure;
  /** Highest level, for a sentence that a more telling one replaces; `full` when absent. */
  readonly to?: Disclosure;
  readonly text: string;
}

/** What is wrong, in sentences, the next thing to try, and the class of it all, where there is one. */
export interface Finding {
  readonly remarks: readonly Remark[];
  readonly help?: Remark;
  readonly diagnosis?: DiagnosisClass;
  /** What the class is below full disclosure, where the true one would give a value away. */
  readonly coarseDiagnosis?: DiagnosisClass;
}

/** What a learner reads: the message, and the next thing to try. */
export interface Description {
  readonly message: string;
  readonly help?: string;
  /** The class of what is wrong; from `counts` on. */
  readonly diagnosis?: DiagnosisClass;
}

const isSaid = ({ from, to }: Remark, level: Disclosure): boolean => shows(level, from) && shows(to ?? 'full', level);

const classOf = ({ diagnosis, coarseDiagnosis }: Finding, level: Disclosure): DiagnosisClass | undefined => {
  if (level === 'full') return diagnosis;
  return shows(level, 'counts') ? (coarseDiagnosis ?? diagnosis) : undefined;
};

/** What of a finding a level allows; the message is `otherwise` when it allows no sentence. */
export const compose = (finding: Finding, level: Disclosure, otherwise: string): Description => {
  const said = finding.remarks.filter((remark) => isSaid(remark, level)).map(({ text }) => text);
  const help = finding.help && isSaid(finding.help, level) ? finding.help.text : undefined;
  const diagnosis = classOf(finding, level);
  return {
    message: said.length === 0 ? otherwise : said.join(' '),
    ...(help !== undefined && { help }),
    ...(diagnosis && { diagnosis }),
  };
};
