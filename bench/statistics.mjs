// Figures of a noisy machine: medians, and the same work a few times before it counts.

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** @param {readonly number[]} numbers */
export const median = (numbers) => {
  const all = sorted(numbers);
  const middle = all.length / 2;
  return all.length % 2 === 1 ? all[Math.floor(middle)] : (all[middle - 1] + all[middle]) / 2;
};

/** The smallest number that at least this part of the numbers does not exceed. */
export const percentile = (numbers, part) => sorted(numbers)[Math.ceil(part * numbers.length) - 1];

/** Milliseconds that work takes. @param {() => unknown} work */
export const timed = async (work) => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

/**
 * Times each of some works, turn by turn: what disturbs the machine for a while disturbs all of them.
 * @template {string} Name
 * @param {number} rounds
 * @param {Record<Name, () => unknown>} works
 * @param {number} [warmUps] rounds that don't count
 * @returns {Promise<Record<Name, number[]>>} milliseconds
 */
export const timedInTurns = async (rounds, works, warmUps = 1) => {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const time = await timed(work);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
};
