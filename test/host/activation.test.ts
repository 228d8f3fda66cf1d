import assert from 'node:assert/strict';
import { activated, extension } from './support.js';

describe('activation', () => {
  it('starts no engine', async () => {
    const api = await activated();
    assert.equal(extension().isActive, true);
    assert.equal(api.engine.isRunning, false);
  });
});
