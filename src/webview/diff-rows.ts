import { html, nothing, type TemplateResult } from 'lit';
import type { DiffRow, TableDiff } from '../core/check/result.js';
import { cellValue, differing } from './diff-cell.js';
import { cellsOf, differs, mergedColumns, paneColumns, type PaneColumn, type Side } from './diff-model.js';
import { plural } from './format.js';

const columnHead = (column: PaneColumn, place: number): TemplateResult => {
  const classes = [column.numeric ? 'n' : '', column.only ? `only-${column.only}` : '', place === 0 ? 'edge' : ''];
  return html`<th scope="col" class=${classes.join(' ')}>
    ${column.name} ${column.remark ? html`<span class="tag">${column.remark}</span>` : nothing}
    ${column.type ? html`<span class="type">${column.type}</span>` : nothing}
  </th>`;
};

const rowHead = ({ status }: DiffRow): TemplateResult => html`<th scope="row" class="status">${status}</th>`;

const corner = (rows: number): TemplateResult =>
  html`<th scope="col" class="status" rowspan=${rows}><span class="vh">Difference</span></th>`;

const gapWords: Readonly<Record<Side, string>> = { expected: 'no such row expected', actual: 'not among your rows' };

const gap = (row: DiffRow, side: Side, span: number): TemplateResult => {
  const words = row.status === 'changed' || row.status === 'moved' ? 'not shown' : gapWords[side];
  return html`<td class="gap edge" colspan=${span}>${words}</td>`;
};

const paneCells = (row: DiffRow, columns: readonly PaneColumn[], side: Side): TemplateResult | TemplateResult[] => {
  const values = cellsOf(row, side);
  if (!values) return gap(row, side, columns.length);
  return columns.map((column, place) => {
    const edge = place === 0 ? 'edge' : '';
    if (column.only && column.only !== side) return html`<td class="absent ${edge}"></td>`;
    const value = values[column.index];
    const align = column.numeric ? 'n' : '';
    return differs(row, column)
      ? html`<td class="${align} ${edge} differs ${side}">${differing(value, side)}</td>`
      : html`<td class="${align} ${edge}">${cellValue(value)}</td>`;
  });
};

const paneHead = (title: string, rows: number, span: number) =>
  html`<th scope="colgroup" class="edge" colspan=${span}>
    ${title} <span class="soft">${plural(rows, 'row')}</span>
  </th>`;

/** Two panes in one table: every row of one stands next to its counterpart in the other. */
export const sideBySide = (diff: TableDiff): TemplateResult => {
  const expected = paneColumns(diff, 'expected');
  const actual = paneColumns(diff, 'actual');
  return html`
    <thead>
      <tr class="panes">
        ${corner(2)} ${paneHead('Expected', diff.counts.expected, expected.length)}
        ${paneHead('Yours', diff.counts.actual, actual.length)}
      </tr>
      <tr class="names">
        ${expected.map(columnHead)} ${actual.map(columnHead)}
      </tr>
    </thead>
    <tbody>
      ${diff.rows.map(
        (row) =>
          html`<tr class=${row.status}>
            ${rowHead(row)} ${paneCells(row, expected, 'expected')} ${paneCells(row, actual, 'actual')}
          </tr>`,
      )}
    </tbody>
  `;
};

const pair = (row: DiffRow, { index }: PaneColumn): TemplateResult => html`
  <span class="pair"><span class="who">expected </span>${differing(row.expected?.[index], 'expected')}</span>
  <span class="pair"><span class="who">yours </span>${differing(row.actual?.[index], 'actual')}</span>
`;

const mergedCell = (row: DiffRow, column: PaneColumn): TemplateResult => {
  const align = column.numeric ? 'n' : '';
  const values = column.only ? cellsOf(row, column.only) : (row.actual ?? row.expected);
  if (!differs(row, column)) return html`<td class=${align}>${cellValue(values?.[column.index])}</td>`;
  return row.expected && row.actual
    ? html`<td class="${align} both">${pair(row, column)}</td>`
    : html`<td class="${align} differs actual">${differing(values?.[column.index], 'actual')}</td>`;
};

/** One list of rows; a cell that differs holds both values, one above the other. */
export const merged = (diff: TableDiff): TemplateResult => {
  const columns = mergedColumns(diff);
  return html`
    <thead>
      <tr class="names">
        ${corner(1)} ${columns.map(columnHead)}
      </tr>
    </thead>
    <tbody>
      ${diff.rows.map(
        (row) =>
          html`<tr class=${row.status}>
            ${rowHead(row)} ${columns.map((column) => mergedCell(row, column))}
          </tr>`,
      )}
    </tbody>
  `;
};
