import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSameProcess } from '../../../src/node/process/identity.js';
import { instanceFiles } from '../../../src/node/services/instance.js';
import { eventually, never, timings } from '../../support/service-home.js';
import { startUser } from '../../support/service-user-process.js';
import type { ServiceSubject } from './contract-world.js';
import { accepts, contractWorld, listenAddresses, pause } from './contract-world.js';

/** What every service does while nothing goes wrong, whatever it is. */
export const serviceContract = (subject: ServiceSubject): void => {
  describe('a service', () => {
    const unowned = { labId: 'lab', workspace: undefined };
    const world = contractWorld(subject, unowned);

    it('answers when it is ready', async () => {
      const states: string[] = [];
      const service = await world.home
        .user()
        .ensure(world.owner, 'db', subject.spec, never, ({ state }) => states.push(state));
      await subject.ask(service);
      expect(states).toContain('starting');
      expect((await world.recorded()).port).toBe(service.endpoint().port);
    });

    it('listens on the loopback interface only', async () => {
      const service = await world.start(world.home.user());
      const { port } = service.endpoint();
      const outside = Object.values(networkInterfaces()).flatMap((all) =>
        (all ?? []).filter(({ internal }) => !internal),
      );
      for (const { address } of outside) expect(await accepts(port, address), address).toBe(false);
      for (const address of await listenAddresses(port)) expect(address).toBe('0100007F');
    });

    it('has no endpoint after a stop', async () => {
      const user = world.home.user();
      const service = await world.start(user);
      const { port } = service.endpoint();
      await user.stop(world.owner, 'db', subject.spec);
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      expect(await world.home.record(world.owner)).toMatchObject({ state: 'absent' });
      expect(await world.home.record(world.owner)).not.toHaveProperty('port');
      expect(await accepts(port, '127.0.0.1')).toBe(false);
      expect(await world.home.processes()).toEqual([]);
    });

    it('keeps its data over a stop', async () => {
      const user = world.home.user();
      await subject.write(await world.start(user), 'kept');
      await user.stop(world.owner, 'db', subject.spec);
      expect(await subject.read(await world.start(user))).toBe('kept');
    });

    it('is one for all who start it at once', async () => {
      world.owner = { ...unowned, labId: 'at-once' };
      const other = await startUser(world.home, world.owner, subject.spec);
      const services = await Promise.all([world.start(world.home.user()), world.start(world.home.user())]);
      const ports = new Set([(await other.endpoint).port, ...services.map((service) => service.endpoint().port)]);
      expect(ports.size).toBe(1);
      await other.kill();
    });

    it('survives the death of one user', async () => {
      const other = await startUser(world.home, world.owner, subject.spec);
      await other.endpoint;
      const service = await world.start(world.home.user());
      await other.kill();
      await pause(2 * timings.graceMs);
      await subject.ask(service);
    });

    it('survives the reload of its only user', async () => {
      const window = await startUser(world.home, world.owner, subject.spec);
      await window.endpoint;
      const before = await world.recorded();
      await window.kill();
      const service = await world.start(world.home.user());
      await pause(2 * timings.graceMs);
      await subject.ask(service);
      expect((await world.recorded()).server).toEqual(before.server);
    });

    it('stops after its last user, whether it said goodbye or not', async () => {
      const user = world.home.user();
      const other = await startUser(world.home, world.owner, subject.spec);
      await other.endpoint;
      const service = await world.start(user);
      const { server } = await world.recorded();
      await user.dispose();
      await other.kill();
      await eventually('the service is absent', async () => (await world.home.record(world.owner))?.state === 'absent');
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      expect(await isSameProcess(server)).toBe(false);
      expect(await readdir(path.join(await world.home.instance(world.owner), instanceFiles.leases))).toEqual([]);
    });

    it('does not take the sleep of the machine for the absence of users', async () => {
      const user = await startUser(world.home, world.owner, subject.spec);
      await user.endpoint;
      const { supervisor, server } = await world.recorded();
      for (const pid of [user.pid, supervisor.pid]) process.kill(pid, 'SIGSTOP');
      await pause(3 * timings.graceMs);
      for (const pid of [supervisor.pid, user.pid]) process.kill(pid, 'SIGCONT');
      await pause(2 * timings.graceMs);
      expect(await world.recorded()).toMatchObject({ state: 'ready', server });
      await user.kill();
    });

    it('stops at once when asked to, whoever uses it', async () => {
      const lost: string[] = [];
      const service = await world.start(world.home.user({ onLost: (_owner, _name, reason) => lost.push(reason) }));
      await world.home.user().stop(world.owner, 'db', subject.spec);
      expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      await eventually('the other user is told', () => lost.length === 1);
    });

    it('is there for whoever asks while it is being stopped', async () => {
      const user = world.home.user();
      await world.start(user);
      const [service] = await Promise.all([world.start(world.home.user()), user.stop(world.owner, 'db', subject.spec)]);
      // The one who was a little too early has lost it again, and knows.
      const lost = await subject.ask(service).then(
        () => false,
        () => true,
      );
      if (lost) expect(() => service.endpoint()).toThrow(expect.objectContaining({ code: 'service-absent' }));
      await subject.ask(await world.start(world.home.user()));
    });

    it('takes another port when its own is taken', async () => {
      const user = world.home.user();
      const { port } = (await world.start(user)).endpoint();
      await user.stop(world.owner, 'db', subject.spec);
      const squatter = createServer().listen(port, '127.0.0.1');
      await once(squatter, 'listening');
      const service = await world.start(user);
      expect(service.endpoint().port).not.toBe(port);
      await subject.ask(service);
      squatter.close();
      await once(squatter, 'close');
    });

    it('has its own port again after a stop', async () => {
      const user = world.home.user();
      const { port } = (await world.start(user)).endpoint();
      await user.stop(world.owner, 'db', subject.spec);
      expect((await world.start(user)).endpoint().port).toBe(port);
    });

    it('leaves nothing running when the start is cancelled', async () => {
      world.owner = { ...unowned, labId: 'cancelled' };
      const controller = new AbortController();
      const starting = world.home
        .user()
        .ensure(
          world.owner,
          'db',
          subject.spec,
          controller.signal,
          ({ state }) => state === 'starting' && controller.abort(),
        );
      await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
      await eventually('every process is gone', async () => (await world.home.processes()).length === 0);
      expect((await world.home.record(world.owner))?.state).toBe('absent');
      const folder = await world.home.instance(world.owner);
      expect((await readdir(folder)).filter((file) => /partial|tmp|lock$/.test(file))).toEqual([]);
      await subject.ask(await world.start(world.home.user()));
    });

    it('goes on for a user whose process is only busy', async () => {
      const service = await world.start(world.home.user({ timings: { ...timings, heartbeatMs: 60_000 } }));
      await pause(3 * timings.graceMs);
      await subject.ask(service);
    });

    it('lets go of a lease that nobody holds, however new it looks', async () => {
      const user = world.home.user();
      await world.start(user);
      const lease = path.join(await world.home.instance(world.owner), instanceFiles.leases, 'left-behind.json');
      await writeFile(lease, JSON.stringify({ pid: 1, startedAt: 'never' }));
      const future = new Date(Date.now() + 3_600_000);
      await utimes(lease, future, future);
      await user.dispose();
      await eventually('the service is absent', async () => (await world.home.record(world.owner))?.state === 'absent');
    });
  });
};
