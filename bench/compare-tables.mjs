// One comparison in a process of its own: `node --expose-gc compare-tables.mjs <bundle> <rows> <changed>` prints its seconds, its
// CPU seconds, the growth of the process in MB and how many rows differ. The tables are made while they are read.
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [bundle, rowsText, changedText] = process.argv.slice(2);
const [count, changed] = [Number(rowsText), Number(changedText)];
const { compareTables, shortDigest } = await import(pathToFileURL(bundle).href);

const columns = [
  { name: 'songplay_id', type: 'integer' },
  { name: 'start_time', type: 'timestamp' },
  { name: 'user_id', type: 'integer' },
  { name: 'level', type: 'text' },
  { name: 'song', type: 'text' },
  { name: 'length', type: 'decimal' },
];

const two = (value) => String(value).padStart(2, '0');

const row = (index, change) => [
  String(index),
  `2018-11-${two((index % 30) + 1)} ${two(index % 24)}:${two(index % 60)}:${two((index * 7) % 60)}`,
  String((index * 31) % 97),
  index % 3 === 0 ? 'paid' : 'free',
  index % 5 === 0 ? null : `Song number ${index % 7919}`,
  `${(index % 400) + change}.${two(index % 100)}5`,
];

/** The other table holds the same rows in another order: 7919 has no part in common with a million. */
const source = (order, changes) => ({
  columns,
  async *rows() {
    for (let at = 0; at < count; at += 1) {
      const index = order(at);
      yield row(index, changes > 0 && index % Math.floor(count / changes) === 0 ? 1000 : 0);
    }
  },
});

const expected = source((at) => at, 0);
const actual = source((at) => (at * 7919) % count, changed);

globalThis.gc();
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
const [started, cpu] = [performance.now(), process.cpuUsage()];
const run = { digest: shortDigest, signal: new AbortController().signal, sample: 60 };
const diff = await compareTables(expected, actual, {}, run);
const { user, system } = process.cpuUsage(cpu);
clearInterval(watch);
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    growth: (Math.max(most, process.memoryUsage.rss()) - before) / 1e6,
    differing: diff.counts.missing,
  }),
);
