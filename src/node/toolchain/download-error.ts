import { LabError } from '../../core/errors.js';
import { errorCode, errorText } from '../process/error-code.js';
import { fsError } from '../process/fs-error.js';
import type { Artefact } from './lock.js';

/** What npm's client or the file system threw, as the {@link LabError} that tells what to do. */
export const downloadError = (error: unknown, artefact: Artefact, folder: string): LabError => {
  if (error instanceof LabError) return error;
  const code = errorCode(error) ?? '';
  if (code === 'EINTEGRITY') return digestMismatch(artefact, error);
  const local = fsError(error, folder);
  if (local instanceof LabError) return local;
  return new LabError(
    'download-failed',
    `${artefact.title} could not be downloaded: ${reasonOf(code, error)}.`,
    { cure: cureOf(code), detail: `${code} ${errorText(error)}`.trim() },
    error,
  );
};

const digestMismatch = (artefact: Artefact, cause: unknown): LabError =>
  new LabError(
    'digest-mismatch',
    `What the registry gave for ${artefact.title} is not the file this extension was built with.`,
    {
      cure: 'Try again; if it stays so, ask who runs your npm registry or proxy for an unchanged copy.',
      detail: `${artefact.name}@${artefact.version}: ${errorText(cause)}`,
    },
    cause,
  );

const unreachable = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
]);
const isCertificate = (code: string): boolean =>
  /CERT|SIGNATURE|SELF_SIGNED|ISSUER/.test(code) || code.startsWith('ERR_TLS');

const reasonOf = (code: string, error: unknown): string => {
  if (unreachable.has(code)) return 'the npm registry can’t be reached';
  if (isCertificate(code)) return 'the certificate of the npm registry is not trusted';
  if (code === 'E401' || code === 'E403') return 'the npm registry refuses access';
  if (code === 'E404' || code === 'ETARGET') return 'the npm registry does not have it';
  if (code === 'ENOTCACHED') return 'npm is set to offline';
  if (/TIMEOUT/.test(code)) return 'the npm registry does not answer';
  return errorText(error).replace(/\.$/, '');
};

const cureOf = (code: string): string => {
  if (isCertificate(code))
    return 'Name the certificate of your network in npm’s `cafile` setting (.npmrc), then try again.';
  if (code === 'E401' || code === 'E403') return 'Sign in to your npm registry (`npm login`), then try again.';
  if (code === 'E404' || code === 'ETARGET') {
    return 'Point npm’s `registry` setting (.npmrc) to a registry that carries public packages, then try again.';
  }
  if (code === 'ENOTCACHED') return 'Turn npm’s `offline` setting (.npmrc) off, then try again.';
  return 'Check the network and npm’s `registry`, `proxy` and `https-proxy` settings (.npmrc), then try again.';
};
