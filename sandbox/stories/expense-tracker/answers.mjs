import assert from 'node:assert/strict';
import { ask } from './request.mjs';
import { API, AUTH, ROOT, WEB } from '../../run/examples/expense-tracker/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { balancer } from '../account/balancer.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const answers = {
  name: 'ET4b two services behind one load balancer answer by their hosts, ET5 the root leads to the app; an unknown host gets 404',
  async tell({ sandbox }) {
    for (const host of [WEB, AUTH]) assert.equal((await ask(sandbox, host, '/api/live')).status, 200, host);
    assert.equal((await ask(sandbox, AUTH, '/api/entries')).status, 404, 'the login service has no entries');

    const root = await ask(sandbox, ROOT, '/reports?year=2026');
    assert.deepEqual([root.status, root.headers.location], [301, `https://${WEB}:443/reports?year=2026`]);

    // The name of the load balancer reaches it, and is the host of no rule; nor is that of the machine API.
    const { domainName } = await balancer(sandbox);
    assert.equal((await ask(sandbox, domainName, '/api/live')).status, 404);
    const plain = await ask(sandbox, WEB, '/api/live', { protocol: 'http' });
    assert.deepEqual([plain.status, plain.headers.location], [301, `https://${WEB}:443/api/live`]);
    assert.equal((await ask(sandbox, API, '/api/live')).status, 404, 'ET2 the machine API is apart');
  },
};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const kept = {
  name: 'ET1 the web application is healthy with its database; another password is refused, and so is a connection without TLS',
  async tell({ sandbox }) {
    const health = await ask(sandbox, WEB, '/api/health');
    assert.deepEqual([health.status, health.body], [200, { healthy: true }]);
    const [{ owner, users }] = await databases(sandbox);
    assert.deepEqual(users.map(({ user }) => user).sort(), ['app', 'rates']);
    const [login = owner] = users;
    assert.match((await query(login, ['SHOW server_version']))[0].server_version, /^18\./);
    await assert.rejects(query({ ...login, password: 'another' }, ['SELECT 1']), /password authentication failed/);
    await assert.rejects(query(login, ['SELECT 1'], { tls: false }), /no encryption/);
  },
};
