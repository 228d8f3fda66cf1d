// What a figure is and how it is shown.

/**
 * @typedef {object} Figure
 * @property {number | null} value null: it could not be measured here
 * @property {string} unit
 * @property {string | null} goal `<= 100` or `>= 10`; null for what is shown for comparison
 * @property {boolean} ok
 * @property {string} [reason] why it could not be measured
 *
 * @typedef {object} Declared
 * @property {string} what in words
 * @property {string} unit
 * @property {string} [goal]
 */

const meets = (value, goal) => {
  const [sign, limit] = goal.split(' ');
  return sign === '<=' ? value <= Number(limit) : value >= Number(limit);
};

/**
 * @param {Declared} declared
 * @param {number} value
 * @returns {Figure}
 */
export const figure = ({ unit, goal }, value) => ({
  value: Number(value.toPrecision(3)),
  unit,
  goal: goal ?? null,
  ok: goal === undefined || meets(value, goal),
});

/**
 * @param {Declared} declared
 * @param {string} reason
 * @returns {Figure}
 */
export const unmeasured = ({ unit, goal }, reason) => ({
  value: null,
  unit,
  goal: goal ?? null,
  ok: false,
  reason,
});

const shown = ({ value, unit }) => (value === null ? '-' : `${value.toLocaleString('en')} ${unit}`);

const verdict = ({ value, goal, ok }) => (value === null ? 'not measured' : goal === null ? '' : ok ? 'yes' : 'NO');

/**
 * Rows of the table: figure in words, value, goal, whether it is met, why not measured.
 * @param {readonly { what: string, figure: Figure }[]} figures
 */
const rowsOf = (figures) =>
  figures.map(({ what, figure: one }) => [
    what,
    shown(one),
    one.goal === null ? '' : `${one.goal} ${one.unit}`.replace('<=', '≤').replace('>=', '≥'),
    verdict(one),
    one.reason ?? '',
  ]);

/** A table for a terminal. @param {readonly { what: string, figure: Figure }[]} figures */
export const asText = (figures) => {
  const rows = [['figure', 'value', 'goal', 'met', ''], ...rowsOf(figures)];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 1 ? cell.padStart(widths[1]) : cell.padEnd(widths[column])));
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n');
};

/** A table for a document. @param {readonly { what: string, figure: Figure }[]} figures */
export const asMarkdown = (figures) => {
  const rows = rowsOf(figures).map(([what, value, goal]) => `| ${what} | ${value} | ${goal} |`);
  return ['| figure | value | goal |', '|---|---|---|', ...rows].join('\n');
};
