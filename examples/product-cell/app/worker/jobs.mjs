// Jobs in Redis, which evicts nothing: a list, from which a job is moved to another one while it is in work, so that a worker that ends
// leaves it there.
import { createClient } from '@redis/client';
import { following, log } from '../shared/log.mjs';

const SECONDS = 5;

/**
 * Takes jobs until the worker stops.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {() => boolean} isStopping
 */
export async function takeJobs(environment, isStopping) {
  const { REDIS_HOST: host, REDIS_PORT, REDIS_USERNAME: username, REDIS_PASSWORD: password } = environment;
  const client = createClient({ username, password, socket: { host, port: Number(REDIS_PORT), tls: true } });
  client.on('error', () => {}); // the command that waits fails
  await client.connect();
  try {
    while (!isStopping()) {
      const job = await client.blMove('jobs', 'jobs:in-work', 'RIGHT', 'LEFT', SECONDS);
      if (job === null) continue;
      const { kind, ids = {} } = JSON.parse(`${job}`);
      following(ids, () => log('job', { kind }));
      await client.lRem('jobs:in-work', 1, job);
    }
  } finally {
    client.destroy();
  }
}
