import assert from 'node:assert/strict';
import { WEB } from '../../run/examples/expense-tracker/example.mjs';
import { balancer } from '../account/balancer.mjs';
import { requestHost } from '../account/request.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const answers = {
  name: 'the web application answers by its host with its settings; an unknown host gets 404, and HTTP is redirected',
  async tell({ sandbox }) {
    const { status, body } = await requestHost(sandbox, WEB, '/api/about');
    assert.equal(status, 200);
    const { environment } = JSON.parse(body);
    assert.deepEqual([environment.AUTH_MODE, environment.SESSION_KEY], ['set', 'set']);

    // The name of the load balancer reaches it, and is the host of no rule.
    const { domainName } = await balancer(sandbox);
    assert.equal((await requestHost(sandbox, domainName, '/api/about')).status, 404);
    const plain = await requestHost(sandbox, WEB, '/api/about', 'http');
    assert.deepEqual([plain.status, plain.location], [301, `https://${WEB}:443/api/about`]);
  },
};
