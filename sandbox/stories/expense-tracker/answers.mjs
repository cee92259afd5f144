import assert from 'node:assert/strict';
import { requestOutside } from './request.mjs';
import { AUTH, ROOT, WEB } from '../../run/examples/expense-tracker/example.mjs';
import { balancer } from '../account/balancer.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const answers = {
  name: 'ET4b two services behind one load balancer answer by their hosts, ET5 the root leads to the app; an unknown host gets 404',
  async tell({ sandbox }) {
    const { status, body } = await requestOutside(sandbox, WEB, '/api/about');
    assert.equal(status, 200);
    const { environment } = JSON.parse(body);
    assert.deepEqual([environment.AUTH_MODE, environment.SESSION_KEY], ['set', 'set']);
    assert.deepEqual([environment.DB_HOST, environment.DB_USER, environment.DB_PASSWORD], ['set', 'set', 'set']);

    const auth = await requestOutside(sandbox, AUTH, '/api/about');
    assert.equal(auth.status, 200);
    assert.equal(JSON.parse(auth.body).environment.COOKIE_DOMAIN, 'set');
    assert.equal(JSON.parse(auth.body).environment.AUTH_MODE, undefined);

    const root = await requestOutside(sandbox, ROOT, '/reports?year=2026');
    assert.deepEqual([root.status, root.location], [301, `https://${WEB}:443/reports?year=2026`]);

    // The name of the load balancer reaches it, and is the host of no rule.
    const { domainName } = await balancer(sandbox);
    assert.equal((await requestOutside(sandbox, domainName, '/api/about')).status, 404);
    const plain = await requestOutside(sandbox, WEB, '/api/about', 'http');
    assert.deepEqual([plain.status, plain.location], [301, `https://${WEB}:443/api/about`]);
  },
};
