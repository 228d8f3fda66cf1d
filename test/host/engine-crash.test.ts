import assert from 'node:assert/strict';
import { eventually, renderTree, useFixtureCourses } from './support.js';

describe('an engine that is killed', () => {
  it('is started again and knows everything it knew', async () => {
    const api = await useFixtureCourses();
    const courses = await api.tree.getChildren();
    const before = await renderTree(api);
    const pid = await api.engine.pid();
    let told = 0;
    const listening = api.tree.onDidChangeTreeData(() => (told += 1));
    process.kill(pid, 'SIGKILL');
    await eventually('the views to be told', () => told > 0);
    listening.dispose();
    assert.notEqual(await api.engine.pid(), pid);
    assert.deepEqual(await renderTree(api), before);
    assert.deepEqual(await api.tree.getChildren(), courses, 'VS Code finds its nodes again');
  });
});
