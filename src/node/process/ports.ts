import { createServer, connect } from 'node:net';
import { LabError } from '../../core/errors.js';

const loopback = '127.0.0.1';
const connectMs = 300;

/** A loopback port nobody listens on. Another process may take it before it is used: be ready to ask again. */
export const freePort = async (): Promise<number> => {
  const port = await tryListen(0);
  if (port !== undefined) return port;
  throw new LabError('port-taken', 'No free port is left on this computer.', {
    cure: 'Close programs that use the network.',
  });
};

/** Whether nobody listens on that port of this machine, on IPv6 neither: `localhost` may mean either. */
export const isPortFree = async (port: number): Promise<boolean> => {
  // Some systems let a listener on 127.0.0.1 hide one on all addresses: an answer counts as taken, too.
  if ((await answers(port, loopback)) || (await answers(port, '::1'))) return false;
  return (await tryListen(port)) !== undefined;
};

const tryListen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: loopback, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(connectMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
