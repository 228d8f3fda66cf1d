import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CourseGrades, GradebookEntry } from '../core/course/gradebook.js';
import type { FromGrades, ToGrades } from '../protocol/grades-page.js';
import { passMarkText, percent, plural, pointsText, shareText } from './format.js';
import { gradesStyles } from './grades-styles.js';
import { markIcon } from './icons.js';
import { sentence } from './inline-text.js';
import { sharedStyles } from './styles.js';

type Problem = Extract<ToGrades, { type: 'problem' }>;

declare global {
  interface HTMLElementEventMap {
    'grades-post': CustomEvent<FromGrades>;
  }
  interface HTMLElementTagNameMap {
    'delabs-grades': GradesElement;
  }
}

const barWidth = 100;

/** Best fraction as a bar with the pass line across it; the numbers beside it say the same. */
const bar = ({ fraction, passLine, passed }: Pick<GradebookEntry, 'fraction' | 'passLine' | 'passed'>) => html`
  <svg class="bar" viewBox="0 0 ${barWidth} 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="2" width=${barWidth} height="6" />
    ${fraction > 0 ? svg`<rect class="fill ${passed ? 'good' : ''}" x="0" y="2" width=${fraction * barWidth} height="6"/>` : nothing}
    <line class="line" x1=${passLine * barWidth} x2=${passLine * barWidth} y1="0" y2="10" />
  </svg>
`;

/** What columns say that a narrow page has no room for. */
const narrowFacts = ({ counts, weight, attempts, passLine }: GradebookEntry): string =>
  [
    ...(counts ? [`weight ${shareText(weight)}`] : []),
    plural(attempts, 'attempt'),
    `passes at ${percent(passLine)}`,
  ].join(', ');

/** Every assessment of every course: weight, best attempt, attempts, pass line, and whether it is passed. */
@customElement('delabs-grades')
export class GradesElement extends LitElement {
  static override styles = [sharedStyles, gradesStyles];

  @state() private courses: readonly CourseGrades[] | undefined;
  @state() private problem: Problem | undefined;

  receive(message: ToGrades): void {
    if (message.type === 'grades') {
      this.courses = message.courses;
      this.problem = undefined;
    }
    if (message.type === 'problem') this.problem = message;
  }

  private post(message: FromGrades): void {
    this.dispatchEvent(new CustomEvent('grades-post', { detail: message, bubbles: true, composed: true }));
  }

  override render() {
    return html`
      <main>
        <header>
          <h1>Grades</h1>
          <div class="actions">
            <vscode-button secondary @click=${() => this.post({ type: 'export', format: 'csv' })}
              >Export CSV…</vscode-button
            >
            <vscode-button secondary @click=${() => this.post({ type: 'export', format: 'json' })}
              >Export JSON…</vscode-button
            >
          </div>
        </header>
        <p class="soft">
          The best attempt counts, and ${passMarkText} passes. Practice and optional items are listed and do not count.
        </p>
        <div role="alert">${this.problem ? this.problemText(this.problem) : nothing}</div>
        ${this.courses?.map((course) => this.course(course))}
        ${this.courses?.length === 0 ? html`<p>There is no course yet.</p>` : nothing}
      </main>
    `;
  }

  private problemText({ message, cure }: Problem): TemplateResult {
    return html`<p class="problem">${markIcon('error')} <span>${sentence(message)} ${sentence(cure ?? '')}</span></p>`;
  }

  private course(course: CourseGrades): TemplateResult {
    const { courseId, title, entries, total } = course;
    const counted = total.assessments > 0;
    return html`
      <section aria-labelledby=${`course-${courseId}`}>
        <h2 id=${`course-${courseId}`}>${title}</h2>
        <table aria-labelledby=${`course-${courseId}`}>
          <thead>
            <tr>
              <th scope="col">Assessment</th>
              <th scope="col" class="n wide">Weight</th>
              <th scope="col" class="best">Best attempt</th>
              <th scope="col" class="n wide">Attempts</th>
              <th scope="col" class="n wide">Pass line</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => this.row(courseId, entry))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Course</th>
              ${counted ? this.total(total) : this.nothingCounts()}
            </tr>
          </tfoot>
        </table>
      </section>
    `;
  }

  private nothingCounts(): TemplateResult {
    return html`
      <td class="wide"></td>
      <td class="soft">Nothing in this course counts.</td>
      <td class="wide"></td>
      <td class="wide"></td>
      <td></td>
    `;
  }

  private total(total: CourseGrades['total']): TemplateResult {
    const { best, max, fraction, assessments, passed } = total;
    return html`
      <td class="n wide">${percent(1)}</td>
      <td class="best">
        <span class="share">${percent(fraction)}</span>
        <span class="soft">${pointsText(best)} of ${plural(max, 'point')}</span>
      </td>
      <td class="n wide"></td>
      <td class="n wide"></td>
      <td>${passed} of ${assessments} passed</td>
    `;
  }

  private row(courseId: string, entry: GradebookEntry): TemplateResult {
    const { itemId, title, module, kind, counts, weight, attempts, passLine, problem } = entry;
    return html`<tr class=${counts ? '' : 'aside'}>
      <th scope="row">
        <button class="link" @click=${() => this.post({ type: 'open', courseId, itemId })}>${title}</button>
        <span class="soft about">${kind}, ${module}</span>
        <span class="soft about narrow">${narrowFacts(entry)}</span>
      </th>
      <td class="n wide">
        ${counts ? shareText(weight) : html`<span class="soft">–</span><span class="vh">none</span>`}
      </td>
      ${problem === undefined ? this.best(entry) : html`<td class="soft">${sentence(problem)}</td>`}
      <td class="n wide">${attempts}</td>
      <td class="n wide">${percent(passLine)}</td>
      <td>${this.result(entry)}</td>
    </tr>`;
  }

  private best(entry: GradebookEntry): TemplateResult {
    const { attempts, fraction, points } = entry;
    return html`<td class="best">
      ${bar(entry)}
      <span class="share">${attempts > 0 ? percent(fraction) : '–'}</span>
      <span class="soft">${pointsText(points.best)} of ${plural(points.max, 'point')}</span>
    </td>`;
  }

  private result({ attempts, passed, counts, optional, grading, problem }: GradebookEntry): TemplateResult {
    const why = counts ? undefined : optional ? 'optional' : grading;
    const aside = why ? html`<span class="tag">${why}</span>` : nothing;
    if (problem !== undefined) return html`${markIcon('error')} can't be read ${aside}`;
    if (attempts === 0) return html`${markIcon('idle')} not attempted ${aside}`;
    return html`${markIcon(passed ? 'passed' : 'failed')} ${passed ? 'passed' : 'not passed'} ${aside}`;
  }
}
