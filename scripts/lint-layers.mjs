// Checks the import rules and proves that every module was seen: a cruiser that sees nothing also finds no violation.
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

const modulesUnder = (dir) =>
  readdirSync(dir, { recursive: true })
    .map((file) => path.posix.join(dir, String(file).replaceAll(path.sep, '/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));

const { output } = await cruise(
  ['src'],
  { ...config.options, validate: true, ruleSet: { forbidden: config.forbidden } },
  undefined,
  { tsConfig: extractTSConfig(config.options.tsConfig.fileName) },
);
const seen = new Set(output.modules.map((module) => module.source));
const unseen = modulesUnder('src').filter((file) => !seen.has(file));
for (const file of unseen) console.error(`not seen by the import check: ${file}`);
for (const v of output.summary.violations) console.error(`${v.rule.severity} ${v.rule.name}: ${v.from} -> ${v.to}`);
console.log(
  `import rules: ${modulesUnder('src').length - unseen.length} modules seen, ${output.summary.violations.length} violations`,
);
process.exit(unseen.length > 0 || output.summary.violations.length > 0 ? 1 : 0);
