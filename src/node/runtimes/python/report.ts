import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

const place = z.object({
  file: z.string(),
  line: z.number(),
  column: z.optional(z.number()),
  endLine: z.optional(z.number()),
  endColumn: z.optional(z.number()),
  cell: z.optional(z.number()),
  function: z.optional(z.string()),
});

const text = z.optional(z.string());
const failure = z.object({
  type: z.string(),
  kinds: z.array(z.string()),
  package: z.string(),
  message: z.string(),
  traceback: z.string(),
  place: z.optional(place),
  ...{ name: text, path: text, filename: text, key: text, similar: text, owner: text, hiding: text },
  sql: z.optional(
    z.object({
      state: z.string(),
      ...{ primary: text, detail: text, hint: text, line: text },
      column: z.optional(z.number()),
      place: z.optional(place),
    }),
  ),
});

const stage = z._default(z.enum(['run', 'import', 'setup', 'call']), 'run');

/** What an interpreter of ours has written about its job: see `report.py`. */
const report = z.intersection(
  z.discriminatedUnion('ended', [
    z.object({ ended: z.literal('done') }),
    z.object({ ended: z.literal('exit'), code: z.number(), text, stage }),
    z.object({ ended: z.literal('error'), error: failure, stage }),
    z.object({ ended: z.literal('value'), value: z.unknown(), shown: z.string() }),
    z.object({ ended: z.literal('missing'), names: z.array(z.string()), functions: z.array(z.string()) }),
    z.object({ ended: z.literal('too-large') }),
  ]),
  z.object({
    /** Places that asked for a server of this machine that the run does not have. */
    unreachable: z._default(
      z.array(z.object({ port: z.number(), file: z.optional(z.string()), line: z.optional(z.number()) })),
      [],
    ),
    /** Whether other programs were started. */
    started: z._default(z.boolean(), true),
  }),
);
export type PythonReport = z.infer<typeof report>;

/** `undefined` when the interpreter has ended without a report. */
export const readReport = async (file: string): Promise<PythonReport | undefined> => {
  const content = await readFile(file, 'utf8').catch(() => '');
  try {
    return report.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
};
