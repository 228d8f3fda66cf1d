import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLabWorld, type LabWorld } from '../../support/lab-world.js';
import type { CheckSpec } from '../../../src/core/manifest/schema.js';

let lab: LabWorld;
beforeAll(async () => { lab = await openLabWorld(); });
afterAll(() => lab.close());
const q = (over: object = {}): CheckSpec => ({ id: 'a', title: 'A', kind: 'sql.query', expected: { query: 'select title from songs where seconds >= 180' }, ...over } as CheckSpec);
it('probes', async () => {
  for (const sql of ["select 1", "select repeat('x', 100000000)", "select repeat('x', 30000000)", "select repeat('x', 30000000) from generate_series(1,4)"]) {
    const before = performance.now();
    const r = await lab.result(sql, q({ timeout: 30 }));
    console.log(sql, Math.round(performance.now() - before), JSON.stringify(r).slice(0, 400), Math.round(process.memoryUsage().rss / 1e6));
  }
  expect(1).toBe(1);
}, 120000);
