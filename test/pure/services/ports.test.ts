import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, isPortFree } from '../../../src/node/process/ports.js';
import { listeners, parseLsof, parseNetstat, portTaken } from '../../../src/node/process/port-owner.js';

describe('a port', () => {
  it.each(['127.0.0.1', '::1', '::'])('is taken when somebody listens on %s', async (host) => {
    const server = createServer().listen({ host, port: 0 });
    const failed = await Promise.race([
      once(server, 'listening').then(() => false),
      once(server, 'error').then(() => true),
    ]);
    if (failed) return; // no IPv6 here
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await isPortFree(port)).toBe(false);
    server.close();
    await once(server, 'close');
    expect(await isPortFree(port)).toBe(true);
  });

  it('that is free can be had', async () => {
    expect(await isPortFree(await freePort())).toBe(true);
  });

  it('has an owner with a name', async () => {
    const server = createServer().listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const error = await portTaken(port);
    expect(error).toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(process.pid)) as string,
    });
    server.close();
    await once(server, 'close');
  });
});

describe('the owner of a port', () => {
  it('is found in /proc/net/tcp among connections of the same port', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 4711 1 0',
      '   1: 0100007F:1538 0100007F:D431 01 00000000:00000000 00:00000000 00000000 65534        0 4712 1 0',
      '   2: 0100007F:D431 0100007F:1538 01 00000000:00000000 00:00000000 00000000 65534        0 4713 1 0',
      '   3: 00000000000000000000000000000000:1538 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 4714 1 0',
    ].join('\n');
    expect(listeners(table, 5432)).toEqual(['4711', '4714']);
    expect(listeners(table, 5433)).toEqual([]);
  });

  it('is found in the words of lsof and netstat', () => {
    expect(parseLsof('p812\ncpostgres\nf5\n')).toBe('postgres (process 812)');
    expect(parseLsof('')).toBeUndefined();
    const netstat =
      '  TCP    127.0.0.1:15432   0.0.0.0:0   LISTENING   1\r\n  TCP    0.0.0.0:5432   0.0.0.0:0   LISTENING   812\r\n';
    expect(parseNetstat(netstat, 5432)).toBe('process 812');
    expect(parseNetstat(netstat, 1543)).toBeUndefined();
  });
});
