// The data generator: how long a month takes, and a million events, and how much memory that needs.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../processes.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;
/** 1,007,000 events. */
const million = 125;

/** Makes a process tell, at its end, the most memory it had (KB). */
const tellMemory = 'data:text/javascript,process.on("exit",()=>console.error(`rss ${process.resourceUsage().maxRSS}`))';

const generate = async ({ dist, scratch }, scale) => {
  const out = path.join(scratch, 'out');
  const command = [path.join(dist, 'cli.mjs'), '--home', path.join(scratch, 'home'), 'generate', 'sparkify'];
  const before = performance.now();
  const told = await run(process.execPath, [
    '--import',
    tellMemory,
    ...command,
    '--scale',
    String(scale),
    '--out',
    out,
  ]);
  const ms = performance.now() - before;
  await rm(out, { recursive: true });
  return { ms, megabytes: Number(/rss (\d+)/.exec(told)?.[1]) / 1024 };
};

export const data = {
  figures: {
    month: { what: '`delabs generate`: a month, 8,056 events, whole process', unit: 'ms' },
    million: { what: '`delabs generate`: a million events, whole process', unit: 's' },
    memory: { what: 'most memory of that', unit: 'MB', goal: '<= 300' },
  },
  async measure(context) {
    const months = [];
    for (let round = 0; round < rounds; round += 1) months.push((await generate(context, 1)).ms);
    context.log('A million events…');
    const { ms, megabytes } = await generate(context, million);
    return { month: { value: median(months) }, million: { value: ms / 1000 }, memory: { value: megabytes } };
  },
};
