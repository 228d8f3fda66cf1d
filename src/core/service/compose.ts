export interface ComposeOptions {
  /** Major version of PostgreSQL. */
  readonly version: number;
  /** Port of 127.0.0.1 that the server answers on. */
  readonly port: number;
  /** Absolute path of the file with the superuser's password, on the host. */
  readonly passwordFile: string;
}

/** The part of the Compose specification that {@link composeProject} uses. */
export interface ComposeProject {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

interface ComposeService {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly secrets: readonly string[];
  readonly healthcheck: Readonly<Record<string, string | number | readonly string[]>>;
  readonly stop_grace_period: string;
}

/** In a project of ours there is one server. */
export const composeServiceName = 'db';

/**
 * The Compose project of a lab's PostgreSQL: the same version, locale and time zone as a server of ours, reachable from this
 * computer alone, with its data in a volume of the project.
 */
export const composeProject = ({ version, port, passwordFile }: ComposeOptions): ComposeProject => ({
  services: {
    [composeServiceName]: {
      image: `postgres:${version}`,
      command: ['postgres', '-c', 'timezone=UTC', '-c', 'log_timezone=UTC', '-c', 'jit=off'],
      environment: {
        POSTGRES_USER: 'postgres',
        POSTGRES_PASSWORD_FILE: '/run/secrets/superuser',
        POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C --auth-host=scram-sha-256',
      },
      ports: [`127.0.0.1:${port}:5432`],
      volumes: ['data:/var/lib/postgresql'],
      secrets: ['superuser'],
      healthcheck: { test: ['CMD', 'pg_isready', '-U', 'postgres'], interval: '1s', timeout: '3s', retries: 60 },
      stop_grace_period: '10s',
    },
  },
  volumes: { data: {} },
  secrets: { superuser: { file: passwordFile } },
});
