/**
 * The settings of pip that uv does not read by itself, as uv's variables: package index, proxy, certificates. Of the user's own
 * variables none is changed.
 * @param listed output of `pip config list`
 */
export const uvVariables = (listed: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const settings = pipSettings(listed);
  const list = (name: string, separator: string): string | undefined =>
    settings.get(name)?.split(/\s+/).filter(Boolean).join(separator);
  const proxy = settings.get('proxy');
  const variables: Readonly<Record<string, string | undefined>> = {
    UV_DEFAULT_INDEX: settings.get('index-url'),
    UV_INDEX: list('extra-index-url', ' '),
    UV_FIND_LINKS: list('find-links', ','),
    UV_INSECURE_HOST: list('trusted-host', ' '),
    UV_NO_INDEX: isOn(settings.get('no-index')) ? '1' : undefined,
    SSL_CERT_FILE: settings.get('cert'),
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
  };
  return Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => value !== undefined && !isSet(env, name)),
  );
};

const isSet = (env: NodeJS.ProcessEnv, name: string): boolean => Boolean(env[name] ?? env[name.toLowerCase()]);

const isOn = (value: string | undefined): boolean => /^(1|true|yes|on)$/i.test(value ?? '');

/** Who speaks last is heard: a variable before the section of a command, that before the general one. */
const sections = ['global', 'install', ':env:'] as const;

/** Lines like `global.index-url='…'`; the value is written as Python writes a text. */
const pipSettings = (listed: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const section of sections) {
    for (const line of listed.split(/\r?\n/)) {
      const [, where, name, value] = /^(.+?)\.([\w-]+)=(['"].*['"])$/.exec(line) ?? [];
      if (where === section && name !== undefined && value !== undefined) found.set(name, plain(value));
    }
  }
  return found;
};

const plain = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
