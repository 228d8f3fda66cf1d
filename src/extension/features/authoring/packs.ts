import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Deps } from '../../deps.js';
import { workspaceFolder } from '../../engine/session.js';
import { asTarget, type Target } from '../../state/exercise-key.js';
import { pickCourse, pickWholeOrItem } from '../../ui/pick.js';
import { withEngineProgress } from '../../ui/progress.js';

const filters = (): Record<string, string[]> => ({ [vscode.l10n.t('Lab packs')]: ['labpack'] });

interface Content {
  readonly courseId: string;
  readonly itemId?: string;
}

const contentOf = async (deps: Deps, argument: unknown): Promise<Content> => {
  const target: Target | undefined = asTarget(argument);
  if (target) return { courseId: target.courseId, itemId: target.itemId };
  const course = await pickCourse(deps.engine, vscode.l10n.t('Pack which course?'));
  const item = await pickWholeOrItem(deps.engine, course, vscode.l10n.t('Pack what?'));
  return { courseId: course.courseId, ...(item ? { itemId: item.itemId } : {}) };
};

const copyDigest = async (message: string, sha256: string): Promise<void> => {
  const copy = vscode.l10n.t('Copy SHA-256');
  if ((await vscode.window.showInformationMessage(message, copy)) === copy)
    await vscode.env.clipboard.writeText(sha256);
};

/** Packs a course or one of its labs into a file for learners, and tells its digest. */
export const packLab = async (deps: Deps, argument: unknown): Promise<void> => {
  const content = await contentOf(deps, argument);
  const name = `${content.itemId ?? content.courseId}.labpack`;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(workspaceFolder() ?? homedir(), name)),
    filters: filters(),
    saveLabel: vscode.l10n.t('Pack'),
    title: vscode.l10n.t('Pack into which file?'),
  });
  if (!target) return;
  const packed = await withEngineProgress(deps.engine, vscode.l10n.t('Packing {0}', name), (token) =>
    deps.engine.request('pack', { ...content, target: target.fsPath }, token),
  );
  void copyDigest(vscode.l10n.t('Packed into {0}.', packed.file), packed.sha256);
};

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** A pack holds programs that checks will run: the learner agrees to exactly this content before it is unpacked. */
export const installPack = async (deps: Deps): Promise<void> => {
  const files = await vscode.window.showOpenDialog({
    filters: filters(),
    openLabel: vscode.l10n.t('Install'),
    title: vscode.l10n.t('Install which lab pack?'),
  });
  const file = files?.[0];
  if (!file) return;
  const install = vscode.l10n.t('Install');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Install {0}? Labs run code on this machine: install only what you trust.', basename(file.fsPath)),
    { modal: true, detail: vscode.l10n.t('SHA-256: {0}', await sha256Of(file.fsPath)) },
    install,
  );
  if (chosen !== install) return;
  const { title } = await withEngineProgress(deps.engine, vscode.l10n.t('Installing lab pack'), (token) =>
    deps.engine.request('installPack', { file: file.fsPath }, token),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” is installed and stands in the Labs view.', title));
};
