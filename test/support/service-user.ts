// A user of services in a process of its own: ensures one service, prints what it got as a line of JSON, and stays until it is killed.
import { createServices } from '../../src/node/services/services.js';
import type { UserRequest } from './service-user-process.js';

const { home, supervisorScript, timings, owner, spec } = JSON.parse(process.argv[2] ?? '{}') as UserRequest;
const services = createServices({ home, supervisorScript, timings, log: () => undefined });
const service = await services.ensure(owner, 'db', spec, new AbortController().signal, () => undefined);
process.stdout.write(`${JSON.stringify(service.endpoint())}\n`);
setInterval(() => undefined, 1000);
