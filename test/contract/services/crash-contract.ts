import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { identify, isSameProcess } from '../../../src/node/process/identity.js';
import { isRoot, nobody } from '../../../src/node/process/reachable-folder.js';
import { instanceFiles } from '../../../src/node/services/instance.js';
import { eventually, never, timings } from '../../support/service-home.js';
import { startUser } from '../../support/service-user-process.js';
import type { ServiceSubject } from './contract-world.js';
import { contractWorld, kill } from './contract-world.js';

/** What every service does after a crash, whatever it is. Real processes, really killed. */
export const crashContract = (subject: ServiceSubject): void => {
  describe('after a crash', () => {
    // Learners' work is durable; what belongs to nobody need not be.
    const world = contractWorld(subject, { labId: 'lab', workspace: '/workspace' });

    it('of the supervisor, is adopted by the next start', async () => {
      const user = world.home.user({ timings: { ...timings, heartbeatMs: 60_000 } });
      const service = await world.start(user);
      await subject.write(service, 'mine');
      const before = await world.recorded();
      await kill(before.supervisor.pid);
      const again = await world.start(world.home.user());
      const after = await world.recorded();
      expect(after.server).toEqual(before.server);
      expect(after.supervisor).not.toEqual(before.supervisor);
      expect(await subject.read(again)).toBe('mine');
      expect(service.endpoint()).toEqual(again.endpoint());
    });

    it('of the supervisor, gets another one as long as someone uses it', async () => {
      const service = await world.start(world.home.user());
      const before = await world.recorded();
      await kill(before.supervisor.pid);
      await eventually('another supervisor', async () => {
        const { supervisor } = await world.recorded();
        return supervisor.pid !== before.supervisor.pid && (await isSameProcess(supervisor));
      });
      await subject.ask(service);
    });

    it('of the supervisor and its only user, is ended by whoever comes next', async () => {
      const user = await startUser(world.home, world.owner, subject.spec);
      await user.endpoint;
      const { supervisor, server } = await world.recorded();
      await user.kill();
      await kill(supervisor.pid);
      expect(await isSameProcess(server)).toBe(true);
      await world.home
        .user()
        .ensure({ labId: 'another', workspace: undefined }, 'db', subject.spec, never, () => undefined);
      await eventually('the orphan is gone', async () => !(await isSameProcess(server)));
    });

    it('of the server, says so and starts again with the data', async () => {
      const lost: string[] = [];
      const user = world.home.user({ onLost: (_owner, _name, reason) => lost.push(reason) });
      const service = await world.start(user);
      await subject.write(service, 'survived');
      await kill((await world.recorded()).server.pid);
      await eventually('it is reported', async () => (await world.home.record(world.owner))?.state === 'failed');
      expect(await world.home.record(world.owner)).toMatchObject({ failure: { code: 'service-failed' } });
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      await eventually('the user is told', () => lost.length === 1);
      expect(await subject.read(await world.start(user))).toBe('survived');
    });

    it('of the server and the supervisor, starts again with the data', async () => {
      await subject.write(
        await world.start(world.home.user({ timings: { ...timings, heartbeatMs: 60_000 } })),
        'still here',
      );
      const { server, supervisor } = await world.recorded();
      await kill(supervisor.pid);
      await kill(server.pid);
      expect(await subject.read(await world.start(world.home.user()))).toBe('still here');
    });

    it('of the machine, never touches a stranger that has got an old pid', async () => {
      const user = world.home.user();
      await subject.write(await world.start(user), 'before');
      await user.stop(world.owner, 'db', subject.spec);
      // Of the same user as the server: PostgreSQL takes only such a process for another server.
      const stranger = spawn('sleep', ['60'], isRoot() ? { uid: nobody, gid: nobody } : {});
      const pid = stranger.pid ?? 0;
      const folder = await world.home.instance(world.owner);
      const old = { pid, startedAt: 'before the restart' };
      const record = { run: 'old', state: 'ready', message: '', supervisor: old, server: old, port: 1 };
      await writeFile(path.join(folder, instanceFiles.record), JSON.stringify(record));
      await writeFile(path.join(folder, instanceFiles.lock), JSON.stringify({ ...old, token: 'old' }));
      await writeFile(path.join(folder, instanceFiles.leases, 'old.json'), JSON.stringify(old));
      await subject.pretendServer(folder, pid);
      expect(await subject.read(await world.start(user))).toBe('before');
      await user.stop(world.owner, 'db', subject.spec);
      expect(await identify(pid)).toBeDefined();
      stranger.kill('SIGKILL');
      await once(stranger, 'exit');
    });
  });
};
