import { workspace, type Disposable } from 'vscode';
import { resultsSheet } from '../../../core/check/text/results-sheet.js';
import type { Deps } from '../../deps.js';
import { documentOf, documentScheme, type DocumentId } from '../../state/document-uri.js';

const textOf = async ({ engine }: Deps, id: DocumentId): Promise<string> => {
  switch (id.kind) {
    case 'attempt': {
      const { ref, number, path } = id;
      return (await engine.request('attemptFile', { ...ref, number, path }))?.text ?? '';
    }
    case 'results':
      return resultsSheet(await engine.request('attemptRun', { ...id.ref, number: id.number }));
    case 'solution':
      return (await engine.request('solution', id.ref)).find(({ path }) => path === id.path)?.text ?? '';
  }
};

/** Documents that can be read and compared, and are on no disk. The engine decides what may be shown of them. */
export const registerDocuments = (deps: Deps): Disposable =>
  workspace.registerTextDocumentContentProvider(documentScheme, {
    provideTextDocumentContent: (uri) => {
      const id = documentOf(uri);
      return id ? textOf(deps, id) : '';
    },
  });
