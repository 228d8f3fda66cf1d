import { html, nothing, type TemplateResult } from 'lit';
import type { CheckResult, Evidence, SourceLocation } from '../core/check/result.js';
import type { HintLadder } from '../protocol/exercise-view.js';
import { arrow } from './icons.js';
import { richText, sentence } from './inline-text.js';
import { plainLog } from './plain-log.js';
import { choose, post } from './post.js';
import { textEvidence } from './text-evidence.js';

export interface CheckBodyParts {
  readonly result: CheckResult;
  readonly requirement: string | undefined;
  readonly ladder: HintLadder | undefined;
}

/** False where opening the check would show nothing. */
export const hasBody = (result: CheckResult, requirement: string | undefined): boolean =>
  [result.message, result.help, result.evidence, result.location, result.log, requirement].some(Boolean);

const evidenceView = (evidence: Evidence | undefined): TemplateResult | typeof nothing => {
  if (!evidence) return nothing;
  return evidence.kind === 'text'
    ? textEvidence(evidence)
    : html`<delabs-table-diff .caption=${evidence.caption} .diff=${evidence.diff}></delabs-table-diff>`;
};

/** `etl.py:61`, or `etl.py:61–64` for what goes over lines. */
const placeText = ({ file, line, endLine = line }: SourceLocation): string =>
  endLine > line ? `${file}:${line}–${endLine}` : `${file}:${line}`;

const locationLink = (from: EventTarget, location: SourceLocation): TemplateResult =>
  html`<button class="link place" @click=${() => post(from, { type: 'open-location', location })}>
    <span class="vh">Open </span>${placeText(location)}
  </button>`;

/** What a script printed is its output; what a server says is a log. */
const logView = ({ kind }: CheckResult, log: string): TemplateResult => html`
  <details class="log">
    <summary>${kind.startsWith('python.') ? 'Output' : 'Log'}</summary>
    <pre tabindex="0">${plainLog(log)}</pre>
  </details>
`;

const requirementLine = (from: EventTarget, id: string, text: string): TemplateResult =>
  html`<p class="soft requirement">
    <button class="link" @click=${() => choose(from, id)}>Requirement ${id}</button>: ${sentence(text)}
  </p>`;

/** What a check found, from the sentence that matters to the raw log. `from` is the element that messages start at. */
export const checkBody = (from: EventTarget, { result, requirement, ladder }: CheckBodyParts): TemplateResult => {
  const mends = result.status === 'failed' || result.status === 'timeout';
  const seen = result.status === 'passed' && (ladder?.shown.length ?? 0) > 0;
  return html`
    ${
      result.message || result.location
        ? html`<p class="say">
            ${sentence(result.message)} ${result.location ? locationLink(from, result.location) : nothing}
          </p>`
        : nothing
    }
    ${result.status === 'error' ? html`<p class="soft">This is not your mistake: it costs no attempt.</p>` : nothing}
    ${evidenceView(result.evidence)}
    ${
      result.help
        ? html`<div class="help">
            ${arrow()}
            <div class="prose">${richText(result.help)}</div>
          </div>`
        : nothing
    }
    ${
      requirement && result.requirement && (mends || result.status === 'passed')
        ? requirementLine(from, result.requirement, requirement)
        : nothing
    }
    ${ladder && (mends || seen) ? html`<delabs-hint-ladder .ladder=${ladder} .offers=${mends}></delabs-hint-ladder>` : nothing}
    ${result.log ? logView(result, result.log) : nothing}
  `;
};
