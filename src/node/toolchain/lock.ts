import { LabError } from '../../core/errors.js';
import lockFile from './toolchain.lock.json';

/** One npm package of the lock file: a tarball that is fetched, verified and unpacked. */
export interface Artefact {
  /** Folder name in the toolchain: product, exact version, platform. */
  readonly id: string;
  /** For messages: `PostgreSQL 18.4`. */
  readonly title: string;
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the tarball (sha512). */
  readonly integrity: string;
  /** Bytes of the tarball. */
  readonly size: number;
}

/** The PostgreSQL package for a platform. Throws `unsupported-platform` where none is published. */
export const postgresArtefact = (os: string, arch: string): Artefact => {
  const { version, package: packageVersion, platforms } = lockFile.postgres;
  // Windows on ARM runs x64 programs.
  const key = os === 'win32' ? 'win32-x64' : `${os}-${arch}`;
  const found = Object.entries(platforms).find(([name]) => name === key)?.[1];
  if (!found) throw unsupported(`${os}-${arch}`);
  return { id: `postgres-${packageVersion}-${key}`, title: `PostgreSQL ${version}`, version: packageVersion, ...found };
};

const unsupported = (platform: string): LabError =>
  new LabError('unsupported-platform', `PostgreSQL can't be started here: there is no build for ${platform}.`, {
    cure: 'Connect the lab to a PostgreSQL server of your own, or work on Linux with glibc, macOS or Windows.',
  });

/** Throws `unsupported-platform` on a Linux whose C library is not glibc (Alpine): no build runs there. Takes milliseconds. */
export const requireGlibc = (): void => {
  if (process.platform !== 'linux') return;
  const report: unknown = process.report.getReport();
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined;
  const glibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  if (!glibc) throw unsupported(`linux-${process.arch} with musl`);
};
