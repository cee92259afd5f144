import assert from 'node:assert/strict';
import { query } from '../../run/kernel/aws/postgresql.mjs';
import { requestHost } from '../account/request.mjs';

const API = 'api.bank.example';

/** @type {import('../tell.mjs').Story<import('../world.mjs').World>} */
export const kept = {
  name: 'RB7 a request through the load balancer writes the database of DB_URI, RB6 and the cache of CACHE_URI; each task reads both',
  async tell({ sandbox, databaseUri }) {
    const counted = async () => {
      const { status, body } = await requestHost(sandbox, API, '/api/visits', 'https', 'POST');
      assert.equal(status, 200, body);
      return JSON.parse(body);
    };
    const first = await counted();
    assert.match(first.database.version, /^18\./);
    assert.match(first.cache.version, /^8\./);
    assert.deepEqual([first.database.user, first.database.encrypted], ['bank', true]);
    assert.equal(first.cache.value, `${first.database.visits}`);

    await counted(); // by the other task
    const { body } = await requestHost(sandbox, API, '/api/visits');
    const { database, cache } = JSON.parse(body);
    assert.deepEqual([database.visits, cache.value], [first.database.visits + 1, `${first.database.visits + 1}`]);

    // The same database, asked from beside the account.
    const { hostname: host, port, username: user, password, pathname } = new URL(databaseUri);
    const login = { host, port: Number(port), database: pathname.slice(1), user, password };
    assert.deepEqual(await query(login, ['SELECT count(*)::int AS visits FROM visits']), [{ visits: database.visits }]);
    await assert.rejects(query({ ...login, password: 'another' }, []), /password authentication failed/);
    await assert.rejects(query(login, [], { tls: false }), /no encryption/);
  },
};
