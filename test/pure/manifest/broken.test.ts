import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOf, renderAs } from './support.js';

const folder = join(import.meta.dirname, 'broken');
const manifests = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('diagnostics of broken manifests', () => {
  it('has manifests to look at', () => {
    expect(manifests.length).toBeGreaterThan(30);
  });

  it.each(manifests)('%s', async (name) => {
    const rendered = renderAs(kindOf(name), readFileSync(join(folder, name), 'utf8'));
    expect(rendered).not.toBe('');
    await expect(rendered).toMatchFileSnapshot(join(folder, name.replace(/yaml$/, 'txt')));
  });
});
