// A run that executes learner code in a process of its own: makes a workbench, prints where it is as a line of JSON, and stays until
// it is killed. With `spare`, it has prepared another one.
import type { Lab } from '../../src/core/course/course.js';
import { createServices } from '../../src/node/services/services.js';
import { Workbenches } from '../../src/node/workbench/workbenches.js';
import { WorkFolders } from '../../src/node/workbench/work-folders.js';
import { startRun } from './run-context.js';
import type { WorkbenchRequest } from './workbench-user-process.js';

const { home, supervisorScript, timings, lab, folder } = JSON.parse(process.argv[2] ?? '{}') as WorkbenchRequest;
const services = createServices({ home, supervisorScript, timings, keepSpares: true, log: () => undefined });
const workbenches = new Workbenches({
  scratch: services.scratch,
  folders: new WorkFolders(home),
  data: { folder: () => Promise.reject(new Error('no data was expected')) },
  learnerPorts: () => services.learnerPorts(),
});
const { context } = startRun(lab as Lab, folder);
const workbench = await workbenches.of(context);
await workbenches.prepare({ lab: lab as Lab, tier: 'full', signal: context.signal, onProgress: () => undefined });
process.stdout.write(`${JSON.stringify({ folder: workbench.folder, port: workbench.postgres().endpoint().port })}\n`);
setInterval(() => undefined, 1000);
