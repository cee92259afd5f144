// The worker. With MODULE_NAME it takes the events of that module from its queue; without, the jobs that wait in Redis.
import { setTimeout as sleep } from 'node:timers/promises';
import { takeEvents } from './events.mjs';
import { takeJobs } from './jobs.mjs';
import { Database } from '../shared/database.mjs';
import { log, logError } from '../shared/log.mjs';

const environment = process.env;
let stopping = false;
process.once('SIGTERM', () => {
  stopping = true;
  setTimeout(() => process.exit(0), 25_000).unref(); // what is in work is done first
});

const isStopping = () => stopping;
log('working');
while (!stopping) {
  try {
    await (environment.MODULE_NAME
      ? takeEvents(environment, new Database(environment), isStopping)
      : takeJobs(environment, isStopping));
  } catch (error) {
    logError('The worker begins anew', error);
    await sleep(1000);
  }
}
process.exit(0);
