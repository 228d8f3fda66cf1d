import { createServer, connect } from 'node:net';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningService, ServiceOwner } from '../../../src/core/ports.js';
import type { ServiceSpec } from '../../../src/core/service/service.js';
import { identify, isSameProcess, waitForExit } from '../../../src/node/process/identity.js';
import { isRoot, nobody } from '../../../src/node/process/reachable-folder.js';
import { instanceFiles } from '../../../src/node/services/instance.js';
import type { LabServices } from '../../../src/node/services/services.js';
import { eventually, never, openServiceHome, timings } from '../../support/service-home.js';
import type { ServiceHome } from '../../support/service-home.js';
import { startUser } from '../../support/service-user-process.js';

/** One kind of service, as the contract needs to know it. */
export interface ServiceSubject {
  readonly spec: ServiceSpec;
  /** An exchange in the service's own protocol; rejects when it does not answer. */
  ask(service: RunningService): Promise<void>;
  write(service: RunningService, value: string): Promise<void>;
  read(service: RunningService): Promise<string>;
  /** Makes the files of an instance look as if its server had run under that pid before the machine was restarted. */
  pretendServer(folder: string, pid: number): Promise<void>;
}

const unowned: ServiceOwner = { labId: 'lab', workspace: undefined };

/** What every service does, whatever it is. Real processes, really killed. */
export const serviceContract = (name: string, subject: ServiceSubject): void => {
  describe(`${name} as a service`, () => {
    let home: ServiceHome;
    // One instance for most tests: what is under test is its life, not its making.
    let owner = unowned;
    beforeAll(async () => {
      home = await openServiceHome();
    });
    afterEach(async () => {
      await home.stopAll();
      await eventually('every process is gone', async () => (await home.processes()).length === 0);
      owner = unowned;
    });
    afterAll(() => home.close());

    const start = (user: LabServices, signal = never): Promise<RunningService> =>
      user.ensure(owner, 'db', subject.spec, signal, () => undefined);
    const recorded = async () => {
      const record = await home.record(owner);
      if (!record?.server) throw new Error(`no server in ${JSON.stringify(record)}`);
      return { ...record, server: record.server };
    };

    it('answers when it is ready', async () => {
      const states: string[] = [];
      const service = await home.user().ensure(owner, 'db', subject.spec, never, ({ state }) => states.push(state));
      await subject.ask(service);
      expect(states).toContain('starting');
      expect((await recorded()).port).toBe(service.endpoint().port);
    });

    it('listens on the loopback interface only', async () => {
      const service = await start(home.user());
      const { port } = service.endpoint();
      const outside = Object.values(networkInterfaces()).flatMap((all) =>
        (all ?? []).filter(({ internal }) => !internal),
      );
      for (const { address } of outside) expect(await accepts(port, address), address).toBe(false);
      for (const address of await listenAddresses(port)) expect(address).toBe('0100007F');
    });

    it('has no endpoint after a stop', async () => {
      const user = home.user();
      const service = await start(user);
      const { port } = service.endpoint();
      await user.stop(owner, 'db', subject.spec);
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      expect(await home.record(owner)).toMatchObject({ state: 'absent' });
      expect(await home.record(owner)).not.toHaveProperty('port');
      expect(await accepts(port, '127.0.0.1')).toBe(false);
      expect(await home.processes()).toEqual([]);
    });

    it('keeps its data over a stop', async () => {
      const user = home.user();
      await subject.write(await start(user), 'kept');
      await user.stop(owner, 'db', subject.spec);
      expect(await subject.read(await start(user))).toBe('kept');
    });

    it('is one for all who start it at once', async () => {
      owner = { ...unowned, labId: 'at-once' };
      const other = await startUser(home, owner, subject.spec);
      const services = await Promise.all([start(home.user()), start(home.user())]);
      const ports = new Set([(await other.endpoint).port, ...services.map((service) => service.endpoint().port)]);
      expect(ports.size).toBe(1);
      await other.kill();
    });

    it('survives the death of one user', async () => {
      const other = await startUser(home, owner, subject.spec);
      await other.endpoint;
      const service = await start(home.user());
      await other.kill();
      await pause(2 * timings.graceMs);
      await subject.ask(service);
    });

    it('survives the reload of its only user', async () => {
      const window = await startUser(home, owner, subject.spec);
      await window.endpoint;
      const before = await recorded();
      await window.kill();
      const service = await start(home.user());
      await pause(2 * timings.graceMs);
      await subject.ask(service);
      expect((await recorded()).server).toEqual(before.server);
    });

    it('stops after its last user, whether it said goodbye or not', async () => {
      const user = home.user();
      const other = await startUser(home, owner, subject.spec);
      await other.endpoint;
      const service = await start(user);
      const { server } = await recorded();
      await user.dispose();
      await other.kill();
      await eventually('the service is absent', async () => (await home.record(owner))?.state === 'absent');
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      expect(await isSameProcess(server)).toBe(false);
      expect(await readdir(path.join(await home.instance(owner), instanceFiles.leases))).toEqual([]);
    });

    it('does not take the sleep of the machine for the absence of users', async () => {
      const user = await startUser(home, owner, subject.spec);
      await user.endpoint;
      const { supervisor, server } = await recorded();
      for (const pid of [user.pid, supervisor.pid]) process.kill(pid, 'SIGSTOP');
      await pause(3 * timings.graceMs);
      for (const pid of [supervisor.pid, user.pid]) process.kill(pid, 'SIGCONT');
      await pause(2 * timings.graceMs);
      expect(await recorded()).toMatchObject({ state: 'ready', server });
      await user.kill();
    });

    it('stops at once when asked to, whoever uses it', async () => {
      const lost: string[] = [];
      const service = await start(home.user({ onLost: (_owner, _name, reason) => lost.push(reason) }));
      await home.user().stop(owner, 'db', subject.spec);
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      await eventually('the other user is told', () => lost.length === 1);
    });

    it('is there for whoever asks while it is being stopped', async () => {
      const user = home.user();
      await start(user);
      const [service] = await Promise.all([start(home.user()), user.stop(owner, 'db', subject.spec)]);
      // The one who was a little too early has lost it again, and knows.
      const lost = await subject.ask(service).then(
        () => false,
        () => true,
      );
      if (lost) expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      await subject.ask(await start(home.user()));
    });

    describe('after a crash', () => {
      // Learners' work is durable; what belongs to nobody need not be.
      beforeEach(() => {
        owner = { ...unowned, workspace: '/workspace' };
      });

      it('of the supervisor, is adopted by the next start', async () => {
        const user = home.user({ timings: { ...timings, heartbeatMs: 60_000 } });
        const service = await start(user);
        await subject.write(service, 'mine');
        const before = await recorded();
        await kill(before.supervisor.pid);
        const again = await start(home.user());
        const after = await recorded();
        expect(after.server).toEqual(before.server);
        expect(after.supervisor).not.toEqual(before.supervisor);
        expect(await subject.read(again)).toBe('mine');
        expect(service.endpoint()).toEqual(again.endpoint());
      });

      it('of the supervisor, gets another one as long as someone uses it', async () => {
        const service = await start(home.user());
        const before = await recorded();
        await kill(before.supervisor.pid);
        await eventually('another supervisor', async () => {
          const { supervisor } = await recorded();
          return supervisor.pid !== before.supervisor.pid && (await isSameProcess(supervisor));
        });
        await subject.ask(service);
      });

      it('of the supervisor and its only user, is ended by whoever comes next', async () => {
        const user = await startUser(home, owner, subject.spec);
        await user.endpoint;
        const { supervisor, server } = await recorded();
        await user.kill();
        await kill(supervisor.pid);
        expect(await isSameProcess(server)).toBe(true);
        await home.user().ensure(unowned, 'db', subject.spec, never, () => undefined);
        await eventually('the orphan is gone', async () => !(await isSameProcess(server)));
      });

      it('of the server, says so and starts again with the data', async () => {
        const lost: string[] = [];
        const user = home.user({ onLost: (_owner, _name, reason) => lost.push(reason) });
        const service = await start(user);
        await subject.write(service, 'survived');
        await kill((await recorded()).server.pid);
        await eventually('it is reported', async () => (await home.record(owner))?.state === 'failed');
        expect(await home.record(owner)).toMatchObject({ failure: { code: 'service-failed' } });
        expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
        await eventually('the user is told', () => lost.length === 1);
        expect(await subject.read(await start(user))).toBe('survived');
      });

      it('of the server and the supervisor, starts again with the data', async () => {
        await subject.write(await start(home.user({ timings: { ...timings, heartbeatMs: 60_000 } })), 'still here');
        const { server, supervisor } = await recorded();
        await kill(supervisor.pid);
        await kill(server.pid);
        expect(await subject.read(await start(home.user()))).toBe('still here');
      });

      it('of the machine, never touches a stranger that has got an old pid', async () => {
        const user = home.user();
        await subject.write(await start(user), 'before');
        await user.stop(owner, 'db', subject.spec);
        // Of the same user as the server: PostgreSQL takes only such a process for another server.
        const stranger = spawn('sleep', ['60'], isRoot() ? { uid: nobody, gid: nobody } : {});
        const pid = stranger.pid ?? 0;
        const folder = await home.instance(owner);
        const old = { pid, startedAt: 'before the restart' };
        const record = { run: 'old', state: 'ready', message: '', supervisor: old, server: old, port: 1 };
        await writeFile(path.join(folder, instanceFiles.record), JSON.stringify(record));
        await writeFile(path.join(folder, instanceFiles.lock), JSON.stringify({ ...old, token: 'old' }));
        await writeFile(path.join(folder, instanceFiles.leases, 'old.json'), JSON.stringify(old));
        await subject.pretendServer(folder, pid);
        expect(await subject.read(await start(user))).toBe('before');
        await user.stop(owner, 'db', subject.spec);
        expect(await identify(pid)).toBeDefined();
        stranger.kill('SIGKILL');
        await once(stranger, 'exit');
      });
    });

    it('takes another port when its own is taken', async () => {
      const user = home.user();
      const { port } = (await start(user)).endpoint();
      await user.stop(owner, 'db', subject.spec);
      const squatter = createServer().listen(port, '127.0.0.1');
      await once(squatter, 'listening');
      const messages: string[] = [];
      const service = await user.ensure(owner, 'db', subject.spec, never, ({ message }) => messages.push(message));
      expect(service.endpoint().port).not.toBe(port);
      await subject.ask(service);
      squatter.close();
      await once(squatter, 'close');
    });

    it('has its own port again after a stop', async () => {
      const user = home.user();
      const { port } = (await start(user)).endpoint();
      await user.stop(owner, 'db', subject.spec);
      expect((await start(user)).endpoint().port).toBe(port);
    });

    it('leaves nothing running when the start is cancelled', async () => {
      owner = { ...unowned, labId: 'cancelled' };
      const controller = new AbortController();
      const starting = home
        .user()
        .ensure(
          owner,
          'db',
          subject.spec,
          controller.signal,
          ({ state }) => state === 'starting' && controller.abort(),
        );
      await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
      await eventually('every process is gone', async () => (await home.processes()).length === 0);
      expect((await home.record(owner))?.state).toBe('absent');
      const folder = await home.instance(owner);
      expect((await readdir(folder)).filter((file) => /partial|tmp|lock$/.test(file))).toEqual([]);
      await subject.ask(await start(home.user()));
    });

    it('goes on for a user whose process is only busy', async () => {
      const service = await start(home.user({ timings: { ...timings, heartbeatMs: 60_000 } }));
      await pause(3 * timings.graceMs);
      await subject.ask(service);
    });

    it('lets go of a lease that nobody holds, however new it looks', async () => {
      const user = home.user();
      await start(user);
      const lease = path.join(await home.instance(owner), instanceFiles.leases, 'left-behind.json');
      await writeFile(lease, JSON.stringify({ pid: 1, startedAt: 'never' }));
      const future = new Date(Date.now() + 3_600_000);
      await utimes(lease, future, future);
      await user.dispose();
      await eventually('the service is absent', async () => (await home.record(owner))?.state === 'absent');
    });
  });
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const kill = async (pid: number): Promise<void> => {
  const identity = await identify(pid);
  if (!identity) throw new Error(`no process ${pid}`);
  process.kill(pid, 'SIGKILL');
  await waitForExit(identity, 5000);
};

const accepts = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });

/** Addresses, as Linux writes them, on which something listens with that port. */
const listenAddresses = async (port: number): Promise<readonly string[]> => {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return tables.flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const [, local, , state] = line.trim().split(/\s+/);
      return state === '0A' && local?.endsWith(`:${hex}`) ? [local.split(':')[0] ?? ''] : [];
    }),
  );
};
