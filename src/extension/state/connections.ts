import { ConfigurationTarget, workspace, type SecretStorage } from 'vscode';
import type { ExternalPostgres, ServiceTarget } from '../../protocol/engine.js';
import { settings, settingsSection } from '../constants.js';

/** A server of the learner's own as the setting holds it: everything but the password. */
export type ConnectionSetting = Omit<ExternalPostgres, 'password'>;

/** A server in a container, started when the lab is. */
const inDocker = { target: 'docker' } as const;

const isDocker = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'target' in value && value.target === inDocker.target;

const sslmodes = ['disable', 'prefer', 'require', 'verify-full'] as const;

const isSetting = (value: unknown): value is ConnectionSetting => {
  if (typeof value !== 'object' || value === null) return false;
  const { host, port, database, user, sslmode } = value as Record<string, unknown>;
  return (
    [host, database, user].every((member) => typeof member === 'string' && member !== '') &&
    typeof port === 'number' &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65_536 &&
    (sslmode === undefined || sslmodes.some((mode) => mode === sslmode))
  );
};

/**
 * A password belongs to one user of one server: a setting that is changed to point elsewhere finds no password, and so
 * sends none to a server it was not given for.
 */
const secretKey = ({ host, port, database, user }: ConnectionSetting): string =>
  `delabs.password:${JSON.stringify([host, port, database, user])}`;

/** The learner's own servers: facts in the setting `delabs.connections`, passwords in the secret storage. */
export class Connections {
  constructor(private readonly secrets: SecretStorage) {}

  /** Service of a lab -> server, as far as the setting makes sense. */
  configured(): ReadonlyMap<string, ConnectionSetting> {
    return new Map(entries().filter((entry): entry is [string, ConnectionSetting] => isSetting(entry[1])));
  }

  /** Services of labs that run in Docker. */
  inDocker(): readonly string[] {
    return entries().flatMap(([service, value]) => (isDocker(value) ? [service] : []));
  }

  /** Targets that can be used now; asking for a missing password is left to a moment when the learner waits for it. */
  async forEngine(): Promise<Readonly<Record<string, ServiceTarget>>> {
    const servers = await Promise.all(
      [...this.configured()].map(async ([service, connection]) => {
        const password = await this.secrets.get(secretKey(connection));
        return password === undefined ? [] : [[service, { ...connection, password }] as const];
      }),
    );
    const containers = this.inDocker().map((service) => [service, inDocker] as const);
    return Object.fromEntries([...containers, ...servers.flat()]);
  }

  /** Services whose server is configured and whose password is not known. */
  async withoutPassword(): Promise<readonly (readonly [string, ConnectionSetting])[]> {
    const known = await this.forEngine();
    return [...this.configured()].filter(([service]) => !Object.hasOwn(known, service));
  }

  async setPassword(connection: ConnectionSetting, password: string): Promise<void> {
    await this.secrets.store(secretKey(connection), password);
  }

  async use(service: string, { password, ...connection }: ExternalPostgres): Promise<void> {
    await this.setPassword(connection, password);
    await writeOne(service, connection);
  }

  async useDocker(service: string): Promise<void> {
    await writeOne(service, inDocker);
  }

  async forget(service: string): Promise<void> {
    const connection = this.configured().get(service);
    if (connection) await this.secrets.delete(secretKey(connection));
    for (const target of [ConfigurationTarget.Workspace, ConfigurationTarget.Global]) {
      const { [service]: removed, ...others } = read(target);
      if (removed !== undefined) await write(target, others);
    }
  }
}

const entries = (): readonly (readonly [string, unknown])[] => {
  const value = workspace.getConfiguration(settingsSection).get<unknown>(settings.connections);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

const writeOne = async (service: string, value: ConnectionSetting | typeof inDocker): Promise<void> => {
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await write(target, { ...read(target), [service]: value });
};

/** What one settings file holds; the value that VS Code gives otherwise is merged from all of them. */
const read = (target: ConfigurationTarget): Readonly<Record<string, unknown>> => {
  const found = workspace.getConfiguration(settingsSection).inspect<Record<string, unknown>>(settings.connections);
  return (target === ConfigurationTarget.Workspace ? found?.workspaceValue : found?.globalValue) ?? {};
};

const write = async (target: ConfigurationTarget, connections: Readonly<Record<string, unknown>>): Promise<void> => {
  const value = Object.keys(connections).length > 0 ? connections : undefined;
  await workspace.getConfiguration(settingsSection).update(settings.connections, value, target);
};
