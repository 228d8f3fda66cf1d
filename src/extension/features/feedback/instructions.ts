import { resolve } from 'node:path';
import { commands, Uri, type Webview } from 'vscode';
import type { ExerciseView } from '../../../protocol/exercise-view.js';
import type { PanelExercise } from '../../../protocol/panel.js';
import { isInside } from '../../state/known-labs.js';

const imageSource = /(<img\b[^>]*?\ssrc=")([^"]*)(")/gi;
const hasScheme = /^(?:[a-z][a-z\d+.-]*:|[\\/])/i;

/** The path that a relative source names, if it is inside the folder. */
const localPath = (source: string, folder: string): string | undefined => {
  if (source === '' || hasScheme.test(source)) return undefined;
  try {
    const path = resolve(folder, decodeURIComponent(source.replaceAll('&amp;', '&').replace(/[?#].*$/, '')));
    return isInside(folder, path) ? path : undefined;
  } catch {
    return undefined;
  }
};

/** Relative image sources as addresses the webview may load; all others stay, and its policy refuses them. */
export const withWebviewImages = (html: string, folder: string, toWebview: (path: string) => string): string =>
  html.replaceAll(imageSource, (whole: string, before: string, source: string, after: string) => {
    const path = localPath(source, folder);
    return path === undefined ? whole : `${before}${toWebview(path)}${after}`;
  });

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** VS Code's own Markdown; without its extension, the text as it stands. */
const render = async (markdown: string): Promise<string> => {
  if (markdown === '') return '';
  try {
    return (await commands.executeCommand<string>('markdown.api.render', markdown)) ?? '';
  } catch {
    return `<pre>${markdown.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</pre>`;
  }
};

/** The exercise as the panel shows it. */
export const toPanelExercise = async (view: ExerciseView, webview: Webview): Promise<PanelExercise> => {
  const { instructions, instructionsFolder, ...rest } = view;
  const html = await render(instructions);
  return {
    ...rest,
    instructionsHtml: withWebviewImages(html, instructionsFolder, (path) =>
      webview.asWebviewUri(Uri.file(path)).toString(),
    ),
  };
};
