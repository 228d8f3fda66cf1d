declare module '@npmcli/config/lib/definitions/index.js' {
  import type Config from '@npmcli/config';

  /** CommonJS: in the bundle only the default export of a dynamic import is there. */
  const npm: {
    readonly definitions: Config.DefinitionsObject;
    readonly shorthands: Config.ShortFlags;
    readonly nerfDarts: string[];
    readonly flatten: NonNullable<Config.Options['flatten']>;
  };
  export default npm;
}
