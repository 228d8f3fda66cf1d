import { LabError } from '../../../core/errors.js';
import { diskFull } from '../../process/fs-error.js';

/**
 * Why packages could not be installed, from what the installer has said.
 * @param what `uv 0.13.8`, `the packages of this lab`
 */
export const packageError = (what: string, said: string, tool: 'pip' | 'uv'): LabError => {
  const detail = said.trim().slice(-lastCharacters);
  if (/no space left|disk quota|os error 28|os error 112/i.test(said)) return diskFull('the packages of Python');
  if (/hash(es)? (mismatch|.*do not match)|do not match the hashes/i.test(said)) {
    return new LabError(
      'digest-mismatch',
      `What the package index gave for ${what} is not what this lab was made with.`,
      {
        cure: 'Try again; if it stays so, ask who runs your package index or proxy for unchanged copies.',
        detail,
      },
    );
  }
  if (
    /no (solution|matching distribution|wheel)|only has wheels|no versions? of|not found in the package registry|not found in registry/i.test(
      said,
    ) &&
    !isNetwork(said)
  ) {
    return new LabError(
      'runtime-failed',
      `The package index has no build of ${what} for this computer and its Python.`,
      {
        cure: 'Set DELABS_PYTHON to another version of Python, or ask who runs your package index.',
        detail,
      },
    );
  }
  return new LabError('download-failed', `${capital(what)} could not be installed: ${reasonOf(said)}.`, {
    cure: cureOf(said, tool),
    detail,
  });
};

const lastCharacters = 2000;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isCertificate = (said: string): boolean => /certificate|CERT_|ssl|tls/i.test(said);
const isNetwork = (said: string): boolean =>
  /connection|connect error|client error|dns|resolve|timed? ?out|unreachable|proxy|retries|certificate/i.test(said);

const reasonOf = (said: string): string => {
  if (isCertificate(said) && /verif|unknown ?issuer|self.signed|invalid/i.test(said))
    return 'the certificate of the package index is not trusted';
  if (/40[13]|unauthori[sz]ed|forbidden/i.test(said)) return 'the package index refuses access';
  if (isNetwork(said)) return 'the package index can’t be reached';
  return 'the installer gave up';
};

const cureOf = (said: string, tool: 'pip' | 'uv'): string => {
  if (reasonOf(said).includes('certificate'))
    return 'Name the certificate of your network in pip’s `cert` setting, then try again.';
  if (isNetwork(said)) return 'Check the network and pip’s `index-url` and `proxy` settings, then try again.';
  return `Look at what ${tool} said in the details, then try again.`;
};
