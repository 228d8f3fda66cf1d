/**
 * Import rules between layers (ARCHITECTURE.md, "Layers"). A layer may import itself and what `may` lists; nothing else.
 * scripts/lint-layers.mjs also asserts that every module under src was seen, so that a rule can't pass by seeing nothing.
 */
const may = {
  core: [],
  app: ['core'],
  protocol: ['core'],
  node: ['core', 'app'],
  supervisor: ['core', 'node'],
  engine: ['app', 'core', 'node', 'protocol'],
  cli: ['app', 'core', 'node', 'protocol'],
  extension: ['protocol', 'core'],
  webview: ['protocol', 'core'],
};

const layerRules = Object.entries(may).map(([layer, others]) => ({
  name: `${layer}-imports`,
  comment: `${layer} may import only itself${others.length ? ` and ${others.join(', ')}` : ''}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^(src|test|scripts|bench)/', pathNot: `^src/(${[layer, ...others].join('|')})/` },
}));

/** Value imports of core from these layers are limited to files that cost nothing to load (errors, pure vocabulary). */
const typesOnlyFromCore = ['extension', 'webview', 'protocol'].map((layer) => ({
  name: `${layer}-core-types-only`,
  comment: `${layer} takes types from core, and values only from core/errors.ts and core/vocabulary.ts`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^src/core/',
    pathNot: '^src/core/(errors|vocabulary|check/text/.*)\\.ts$',
    dependencyTypesNot: ['type-only'],
  },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...typesOnlyFromCore,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-layers',
      comment: 'core, app and protocol do no I/O',
      severity: 'error',
      from: { path: '^src/(core|app|protocol)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vscode-only-in-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'yaml-only-in-manifest',
      comment: 'one module reads YAML',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/manifest/' },
      to: { path: 'node_modules/js-yaml/' },
    },
    {
      name: 'no-drivers-in-host',
      comment: 'the extension host opens no database and loads no driver',
      severity: 'error',
      from: { path: '^src/(extension|webview)/' },
      to: { path: 'node_modules/(pg|cassandra-driver|@aws-sdk|libpg-query|pacote)/' },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
