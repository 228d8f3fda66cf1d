// Check on save in VS Code: from the save to the painted result.
import { measureInHost } from '../in-host.mjs';
import { median, percentile } from '../statistics.mjs';

export const latency = {
  figures: {
    median: { what: 'save to painted result in VS Code, median of 100', unit: 'ms', goal: '<= 100' },
    p95: { what: 'save to painted result in VS Code, 95th percentile', unit: 'ms', goal: '<= 250' },
  },
  async measure(context) {
    const { times } = await measureInHost(new URL('../host/latency.mjs', import.meta.url), context);
    return { median: { value: median(times) }, p95: { value: percentile(times, 0.95) } };
  },
};
