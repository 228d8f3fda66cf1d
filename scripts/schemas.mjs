// Writes the JSON Schemas of the manifests, which editors use for completion and hover, from the schemas in
// src/core/manifest. With --check it writes nothing and fails when the committed ones differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const MANIFESTS = {
  course: { schema: 'courseManifest', title: 'Course', description: 'course.yaml: what a course is made of.' },
  lab: { schema: 'labManifest', title: 'Lab', description: 'lab.yaml: one lab with its exercises and checks.' },
  quiz: { schema: 'quizManifest', title: 'Quiz', description: 'A quiz: questions that are graded like checks.' },
};

/** The manifest schemas and zod's generator, from one bundle: what describes a schema is kept in zod itself. */
const loadSchemas = async () => {
  const contents = `export * from './src/core/manifest/schema.ts'; export { toJSONSchema } from 'zod/mini';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
};

/**
 * @param {Record<string, any>} schemas
 * @param {{ schema: string, title: string, description: string }} manifest
 */
const render = (schemas, { schema, title, description }) => {
  const { $schema, ...rest } = schemas.toJSONSchema(schemas[schema], { target: 'draft-07', io: 'input' });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
};

/** @param {string} file */
const committed = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const check = process.argv.includes('--check');
const schemas = await loadSchemas();
const stale = Object.entries(MANIFESTS).flatMap(([name, manifest]) => {
  const file = fileURLToPath(new URL(`../schemas/${name}.schema.json`, import.meta.url));
  const text = render(schemas, manifest);
  if (committed(file) === text) return [];
  if (!check) writeFileSync(file, text);
  return [`schemas/${name}.schema.json`];
});
if (stale.length === 0) console.log('schemas: up to date');
else if (check) console.error(`schemas: ${stale.join(', ')} out of date; run 'node scripts/schemas.mjs'`);
else console.log(`schemas: wrote ${stale.join(', ')}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;
