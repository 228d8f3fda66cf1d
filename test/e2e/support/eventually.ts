/** Long enough for a busy machine; a test that works waits for a fraction of it. Milliseconds. */
export const patience = 20_000;

/** Waits until `probe` gives something; what it waited for, and what was there instead, is said when it never does. */
export const eventually = async <T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  instead: () => unknown = () => 'nothing',
): Promise<T> => {
  for (const end = performance.now() + patience; performance.now() < end;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`waited in vain for ${what}; instead: ${JSON.stringify(await instead())}`);
};
