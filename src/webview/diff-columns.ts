import { html, nothing, type TemplateResult } from 'lit';
import type { DiffColumn, TableDiff } from '../core/check/result.js';
import { columnRemark, typeName, type Side } from './diff-model.js';

const side = (column: DiffColumn, which: Side): TemplateResult => {
  const own = column[which];
  if (!own)
    return html`<td class="gap edge">${which === 'expected' ? 'no such column expected' : 'not among yours'}</td>`;
  const marked = column.differs && which === 'actual' ? 'wrong' : '';
  const showsType = column.differs === 'type';
  return html`<td class="edge">
    <span class=${showsType ? '' : marked}>${own.name}</span>
    ${showsType ? html`<span class="type ${marked}">${typeName(own)}</span>` : nothing}
  </td>`;
};

/** The columns themselves, one under the other: all there is to show when the rows are right or not to be seen. */
export const columnList = ({ columns }: TableDiff): TemplateResult => html`
  <thead>
    <tr class="panes">
      <th scope="col" class="status"><span class="vh">Difference</span></th>
      <th scope="col" class="edge">Expected <span class="soft">columns</span></th>
      <th scope="col" class="edge">Yours</th>
    </tr>
  </thead>
  <tbody>
    ${columns.map((column) => {
      const remark = columnRemark(column);
      return html`<tr class=${remark ? 'changed' : 'same'}>
        <th scope="row" class="status">${remark ?? 'same'}</th>
        ${side(column, 'expected')} ${side(column, 'actual')}
      </tr>`;
    })}
  </tbody>
`;
