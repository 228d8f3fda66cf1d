import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Connections } from '../../src/extension/state/connections.js';

const service = 'first-queries/db';
const server = { host: 'db.example.org', port: 5432, database: 'learn', user: 'me', password: 'secret' };
const { password, ...setting } = server;

const memorySecrets = (): vscode.SecretStorage & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    get: (key) => Promise.resolve(kept.get(key)),
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
    onDidChange: () => new vscode.Disposable(() => undefined),
  };
};

const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('delabs');
const write = (value: unknown, target = vscode.ConfigurationTarget.Workspace): Thenable<void> =>
  configuration().update('connections', value, target);

describe("the learner's own servers", () => {
  let secrets: ReturnType<typeof memorySecrets>;
  let connections: Connections;

  beforeEach(() => {
    secrets = memorySecrets();
    connections = new Connections(secrets);
  });

  afterEach(async () => {
    await write(undefined);
    await write(undefined, vscode.ConfigurationTarget.Global);
  });

  it('keep the password in the secret storage and the rest in the settings', async () => {
    await connections.use(service, server);
    assert.deepEqual(configuration().get('connections'), { [service]: setting });
    assert.deepEqual([...secrets.kept.values()], [password]);
    assert.deepEqual(await connections.forEngine(), { [service]: server });
  });

  it('get no password when the setting is changed to another server', async () => {
    await connections.use(service, server);
    await write({ [service]: { ...setting, host: 'elsewhere.example.org' } });
    assert.deepEqual(await connections.forEngine(), {});
    assert.deepEqual(
      (await connections.withoutPassword()).map(([name]) => name),
      [service],
    );
  });

  it('are forgotten with their password, in all settings files', async () => {
    await connections.use(service, server);
    await write({ [service]: setting, other: setting }, vscode.ConfigurationTarget.Global);
    await connections.forget(service);
    assert.deepEqual([...connections.configured().keys()], ['other']);
    assert.equal(secrets.kept.size, 0);
  });

  it('give way to Docker, which needs no password', async () => {
    await connections.use(service, server);
    await connections.useDocker(service);
    assert.deepEqual(configuration().get('connections'), { [service]: { target: 'docker' } });
    assert.deepEqual(await connections.forEngine(), { [service]: { target: 'docker' } });
    assert.deepEqual(connections.inDocker(), [service]);
    await connections.forget(service);
    assert.deepEqual(await connections.forEngine(), {});
  });

  it('are left out when the setting makes no sense', async () => {
    await write({
      a: { ...setting, port: 0 },
      b: { ...setting, host: '' },
      c: { ...setting, sslmode: 'maybe' },
      d: 'server',
      e: setting,
    });
    assert.deepEqual([...connections.configured().keys()], ['e']);
  });
});
