import { CodeAction, CodeActionKind, l10n, type CodeActionContext, type Diagnostic, type TextDocument } from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import { commands, productName, type CommandId } from '../../constants.js';
import type { Deps } from '../../deps.js';
import { toRef } from '../../state/exercise-key.js';

const checkIdOf = ({ source, code }: Diagnostic): string | undefined =>
  source === productName && typeof code === 'string' ? code : undefined;

const hasHint = ({ hints }: ExerciseView, checkId: string): boolean =>
  hints.some((ladder) => ladder.checkId === checkId && ladder.shown.length < ladder.total);

/** What a learner can do about a failed check, at the line it is about. */
export class CheckActions {
  constructor(private readonly deps: Pick<Deps, 'exercises'>) {}

  async provideCodeActions(
    document: Pick<TextDocument, 'uri'>,
    _range: unknown,
    { diagnostics }: Pick<CodeActionContext, 'diagnostics'>,
  ): Promise<CodeAction[]> {
    const ours = diagnostics.filter((diagnostic) => checkIdOf(diagnostic) !== undefined);
    const [first] = ours;
    const checkId = first && checkIdOf(first);
    if (checkId === undefined) return [];
    try {
      const ref = await this.deps.exercises.ofFile(document.uri.fsPath);
      return ref ? actionsFor(await this.deps.exercises.view(ref), checkId, ours) : [];
    } catch {
      // Without the engine there is nothing to offer; whoever uses a command is told why.
      return [];
    }
  }
}

const actionsFor = (view: ExerciseView, checkId: string, diagnostics: Diagnostic[]): CodeAction[] => {
  const ref = toRef(view.ref);
  const action = (title: string, command: CommandId, argument: object = ref): CodeAction => {
    const made = new CodeAction(title, CodeActionKind.QuickFix);
    made.command = { command, title, arguments: [argument] };
    made.diagnostics = diagnostics;
    return made;
  };
  return [
    action(l10n.t('Show feedback'), commands.openFeedback),
    ...(hasHint(view, checkId) ? [action(l10n.t('Reveal a hint'), commands.revealHint, { ...ref, checkId })] : []),
    action(l10n.t('Check again'), commands.check),
    ...(view.lastPass === undefined
      ? []
      : [action(l10n.t('Compare with the last attempt that passed'), commands.compareWithLastPass)]),
    action(l10n.t('Reset exercise…'), commands.resetExercise),
  ];
};
