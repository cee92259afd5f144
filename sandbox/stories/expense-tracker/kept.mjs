import assert from 'node:assert/strict';
import { requestOutside } from './request.mjs';
import { AUTH, WEB } from '../../run/examples/expense-tracker/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const kept = {
  name: 'ET1 the web application reads and writes its database with the deployed login; another password is refused, and so is a connection without TLS',
  async tell({ sandbox }) {
    const visit = (host, method) => requestOutside(sandbox, host, '/api/visits', 'https', method);
    const counted = await visit(WEB, 'POST');
    assert.equal(counted.status, 200, counted.body);
    const { database, cache } = JSON.parse(counted.body);
    const [{ owner, users }] = await databases(sandbox);
    const [login = owner] = users.filter(({ user }) => user === database.user);
    assert.equal(database.user, login.user);
    assert.match(database.version, /^18\./);
    assert.deepEqual([database.encrypted, cache], [true, null]);
    const again = JSON.parse((await visit(WEB, 'POST')).body);
    assert.equal(again.database.visits, database.visits + 1);
    assert.equal(JSON.parse((await visit(AUTH, 'GET')).body).database, null, 'the login service uses none');

    const visits = ['SELECT count(*)::int AS visits FROM visits'];
    assert.deepEqual(await query(owner, visits), [{ visits: again.database.visits }]);
    await assert.rejects(query({ ...login, password: 'another' }, visits), /password authentication failed/);
    await assert.rejects(query(login, visits, { tls: false }), /no encryption/);
  },
};
