import { specProblem } from '../data/spec-problem.js';
import { buildDataSpec } from './build-data-spec.js';
import type { Findings } from './findings.js';
import { quote } from './quote.js';
import type { LabManifest } from './schema.js';

/** Roles of the server itself and of ours. */
const reserved = /^(postgres$|pg_|delabs_)/;

/** Rules for generated data and for what services make of it. */
export const checkData = (findings: Findings, { data, services = {}, exercises }: LabManifest): void => {
  for (const [name, { reference, login }] of Object.entries(services)) {
    const path = ['services', name];
    if (reference === true && !data) {
      const cure = "Add 'data:' to the lab, or remove the key.";
      findings.add({ code: 'unknown-reference', message: "The lab has no 'data' to refer to.", cure, path: [...path, 'reference'] }); // prettier-ignore
    }
    if (login && reserved.test(login.user)) {
      const message = `The role ${quote(login.user)} is not the learner's.`;
      findings.add({ code: 'bad-value', message, cure: 'Choose another name.', path: [...path, 'login', 'user'] });
    }
  }
  if (!data) return;
  checkSpecs(findings, data);
  const inside = (file: string): boolean => `${file}/`.toLowerCase().startsWith(`${data.path}/`.toLowerCase());
  for (const [index, { files }] of exercises.entries()) {
    for (const [at, { path: file }] of files.entries()) {
      if (!inside(file)) continue;
      const message = `The file ${quote(file)} lies in the folder of the lab's data, which checks replace.`;
      const path = ['exercises', index, 'files', at, 'path'];
      findings.add({ code: 'bad-value', message, cure: "Choose another folder for it, or for 'data'.", path });
    }
  }
};

/** What the shape of a manifest can't say of a spec. */
const checkSpecs = (findings: Findings, data: NonNullable<LabManifest['data']>): void => {
  for (const tier of ['full', 'quick'] as const) {
    const spec = data[tier];
    const problem = spec && specProblem(buildDataSpec(spec));
    if (!problem) continue;
    const { key, message, cure } = problem;
    findings.add({ code: 'bad-value', message, cure, path: ['data', tier, key] });
  }
};
