import * as z from 'zod/mini';
import { LabError } from '../core/errors.js';

const lab = { courseId: z.string(), itemId: z.string() };
const backupId = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('files'), ...lab, exerciseId: z.string(), backup: z.string() }),
  z.strictObject({ kind: z.literal('data'), ...lab, backups: z.record(z.string(), z.string()) }),
]);
type BackupId = z.infer<typeof backupId>;

/** What a reset can be undone with, as one text that the extension keeps without knowing what is in it. */
export const encodeBackup = (backup: BackupId): string => JSON.stringify(backup);

/** Throws `usage` for a text that {@link encodeBackup} did not make. */
export const decodeBackup = (text: string): BackupId => {
  try {
    return backupId.parse(JSON.parse(text));
  } catch (error) {
    throw new LabError('usage', 'There is no such reset to undo.', {}, error);
  }
};
