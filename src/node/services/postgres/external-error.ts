import { LabError } from '../../../core/errors.js';
import type { ExternalPostgres } from '../../../core/service/service.js';
import { errorCode, errorText } from '../../process/error-code.js';

/** What went wrong with a server of the learner's own, with the cure. */
export const externalError = (error: unknown, external: ExternalPostgres): LabError => {
  const { says, cure } = explain(error, external);
  return new LabError(
    'service-failed',
    says,
    { cure, detail: `${errorCode(error) ?? ''} ${errorText(error)}`.trim() },
    error,
  );
};

const explain = (
  error: unknown,
  { host, port, user, database, sslmode }: ExternalPostgres,
): { readonly says: string; readonly cure: string } => {
  const code = errorCode(error) ?? '';
  const where = `${host}:${port}`;
  if (code === '28P01' || code === '28000') {
    return {
      says: `The server ${where} refuses the user ${user}.`,
      cure: 'Check user and password, and whether the server allows connections from this computer (pg_hba.conf).',
    };
  }
  if (code === '3D000') {
    return {
      says: `The server ${where} has no database ${database}.`,
      cure: 'Name a database that exists, like postgres.',
    };
  }
  if (/does not support SSL|CERT|SIGNATURE|SELF_SIGNED|EPROTO/.test(`${code} ${errorText(error)}`)) {
    return {
      says: `No encrypted connection to ${where} could be made.`,
      cure: `Choose another sslmode than ${sslmode ?? 'prefer'}, or make the server's certificate known to this computer.`,
    };
  }
  if (/^E[A-Z]+$/.test(code) || /timeout|terminated/i.test(errorText(error))) {
    return { says: `The server ${where} can't be reached.`, cure: 'Check host, port, network and firewall.' };
  }
  return {
    says: `The server ${where} reports: ${errorText(error)}.`,
    cure: 'Check the connection and the rights of the user.',
  };
};
