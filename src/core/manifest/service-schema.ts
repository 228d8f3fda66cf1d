import * as z from 'zod/mini';
import { relativePath } from './scalars.js';

const postgres = z.strictObject({
  kind: z.literal('postgres').check(z.describe('A PostgreSQL server.')),
  version: z.literal(18).check(z.describe('Major version.')),
  databases: z
    .array(
      z
        .string()
        .check(z.regex(/^[a-z][a-z0-9_]{0,40}$/, 'Use lower case letters, digits and underscores, at most 41.')),
    )
    .check(
      z.minLength(1),
      z.describe("Databases owned by the learner's role; the first is the one that is seeded, and that checks use."),
    ),
  seed: z.optional(relativePath.check(z.describe('SQL script that fills the first database, relative to lab.yaml.'))),
  login: z.optional(
    z
      .strictObject({
        user: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,40}$/, 'Use lower case letters, digits and underscores.')),
        password: z.string().check(z.minLength(1)),
      })
      .check(z.describe("The learner's role, which may create databases; default: a role with a password of our own.")),
  ),
  reference: z.optional(
    z
      .boolean()
      .check(
        z.describe(
          "Whether expected queries see the lab's `data` as tables. The learner's databases do not hold them; default false.",
        ),
      ),
  ),
});
/** What a lab may ask for under `services:`, one member per kind. */
export const serviceSpec = z.discriminatedUnion('kind', [postgres]);
export type ServiceManifest = z.infer<typeof serviceSpec>;
