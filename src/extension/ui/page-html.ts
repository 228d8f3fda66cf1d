import { randomBytes } from 'node:crypto';
import { env, Uri, type Webview } from 'vscode';

/** Which page of the one script is shown, and its title for screen readers. */
export interface PageParts {
  readonly page: 'feedback' | 'grades';
  readonly title: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** A page of ours: one script, and a policy under which nothing else loads or runs. */
export const pageHtml = (webview: Webview, extensionUri: Uri, { page, title }: PageParts): string => {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview.js')).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <title>${escaped(title)}</title>
  </head>
  <body data-page="${page}">
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
};
