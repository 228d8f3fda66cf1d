// How long VS Code says that the extension's activation took, and how long a learner waits for a lab that was started before.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as vscode from 'vscode';
import { closeEditors, eventually, extension, lab, report, startLab } from './support.mjs';

const starts = 7;

/** VS Code's own measurement: the row of the extension in the table of *Startup Performance*. */
const activationTimes = async () => {
  await vscode.commands.executeCommand('perfview.show');
  const row = await eventually('the startup performance', () => {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    return document
      ?.getText()
      .split('\n')
      .find((line) => line.includes(extension().id) && line.includes('|'));
  });
  const header = vscode.workspace.textDocuments
    .find(({ uri }) => uri.scheme === 'perf')
    .getText()
    .split('\n')
    .find((line) => /Load Code/.test(line) && /Call Activate/.test(line));
  const cells = (line) => line.split('|').map((cell) => cell.trim());
  const of = (column) => Number(cells(row)[cells(header).indexOf(column)]);
  return { load: of('Load Code'), activate: of('Call Activate') + of('Finish Activate') };
};

/** A question to the learner's database: proof that the lab has started. */
const ask = async ({ host, port, database, user, password }) => {
  const client = new pg.Client({ host, port, database, user, password });
  await client.connect();
  await client.query('SELECT count(*) FROM songs');
  await client.end();
};

const stopLab = async (api) => {
  await closeEditors();
  await api.engine.request('stopLab', lab);
};

/** Milliseconds from the command to the open file and an answer of the database. */
const timedStart = async (api) => {
  const before = performance.now();
  await startLab();
  const service = (await api.engine.request('services', null)).find(({ state }) => state === 'ready');
  await ask(service.endpoint);
  return performance.now() - before;
};

export const run = async () => {
  const api = await extension().activate();
  const activation = await activationTimes();
  // Programs and template are made by the first start; the later ones find them.
  await timedStart(api);
  const warm = [];
  for (let start = 0; start < starts; start += 1) {
    await stopLab(api);
    await sleep(500);
    warm.push(await timedStart(api));
  }
  await stopLab(api);
  report({ ...activation, warm });
};
