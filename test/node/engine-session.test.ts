import { describe, expect, it } from 'vitest';
import type { Lab } from '../../src/core/course/course.js';
import { LabError } from '../../src/core/errors.js';
import { EngineSession } from '../../src/engine/session.js';
import type { World } from '../../src/node/world.js';
import type { EngineOptions } from '../../src/protocol/engine.js';

const options: EngineOptions = {
  home: '/h',
  courseFolders: ['/ext/labs', '/own'],
  shippedFolders: ['/ext/labs'],
  trusted: true,
};
const scripted = {
  id: 'lab',
  title: 'Lab',
  runtimes: { py: { kind: 'python', preload: ['pandas'] } },
  exercises: [],
} as unknown as Lab;

const open = (agreed: readonly string[] = []) => {
  const told: string[] = [];
  const deps = { digest: (text: string) => text, agreements: { has: async (hash: string) => agreed.includes(hash) } };
  const session = new EngineSession(deps as unknown as World, options, (event, payload) => {
    if (event === 'serviceChanged' && 'state' in payload) told.push(`${String(payload.name)} ${String(payload.state)}`);
  });
  return { session, told };
};

describe('services of a lab', () => {
  const lab = { id: 'lab', title: 'Lab' };

  it('are told as they change, and no longer being got ready when the work is over', () => {
    const { session, told } = open();
    session.serviceProgress(lab, 'db', 'postgres', { state: 'installing', message: 'Downloading', fraction: 0.1 });
    session.serviceProgress(lab, 'db', 'postgres', { state: 'installing', message: 'Downloading', fraction: 0.9 });
    session.serviceProgress(lab, 'db', 'postgres', { state: 'starting', message: 'Starting' });
    session.settleServices(lab, 'ready');
    expect(told).toEqual(['lab/db installing', 'lab/db starting', 'lab/db ready']);
    expect(session.services()).toMatchObject([{ name: 'lab/db', state: 'ready' }]);
  });

  it('have failed with the reason, or are as before when it was cancelled', () => {
    const { session, told } = open();
    session.serviceProgress(lab, 'db', 'postgres', { state: 'starting', message: 'Starting' });
    session.servicesFailed(lab, new LabError('port-taken', 'The port is taken.'));
    expect(session.services()).toMatchObject([{ state: 'failed', message: 'The port is taken.' }]);
    session.serviceProgress(lab, 'db', 'postgres', { state: 'starting', message: 'Starting' });
    session.servicesFailed(lab, new LabError('cancelled', 'Cancelled.'));
    expect(told.at(-1)).toBe('lab/db absent');
  });

  it('are left alone when they wait for nothing, and those of other labs always', () => {
    const { session, told } = open();
    session.serviceReady({ name: 'lab/db', kind: 'postgres', state: 'ready' });
    session.serviceProgress({ id: 'lab2', title: 'Other' }, 'db', 'postgres', { state: 'starting', message: '' });
    session.servicesFailed(lab, new Error('no'));
    expect(told).toEqual(['lab/db ready', 'lab2/db starting']);
  });
});

describe('code of a lab’s author', () => {
  const refusal = async (folder: string, agreed: readonly string[] = []): Promise<LabError | undefined> =>
    open(agreed)
      .session.requireAgreement({ folder }, scripted)
      .then(
        () => undefined,
        (error: unknown) => error as LabError,
      );

  it('needs no agreement in courses that are shipped, and only there', async () => {
    expect(await refusal('/ext/labs/first')).toBeUndefined();
    for (const folder of ['/own/first', '/ext/labs-of-others/first', '/h/packs/first']) {
      expect(await refusal(folder)).toMatchObject({ code: 'not-trusted' });
    }
  });

  it('is run once it was agreed to', async () => {
    const content = (await refusal('/own/first'))?.data.content ?? '';
    expect(await refusal('/own/first', [content])).toBeUndefined();
  });
});
