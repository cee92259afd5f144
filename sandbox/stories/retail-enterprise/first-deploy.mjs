import assert from 'node:assert/strict';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const firstDeploy = {
  name: 'FE1 the first deployment of production: three tiers, each service has 0 tasks, and the output names what is missing',
  async tell(world) {
    world.atFirst = await world.inventory();
    const said = await world.deploy();
    for (const { serviceName, desiredCount, runningCount } of await services(world.sandbox)) {
      assert.deepEqual([desiredCount, runningCount], [0, 0], serviceName);
    }
    const empty = await missing(world.sandbox);
    const [, next] = /MigrationPendingInputs = [\s\S]*?--repository (\S+) --channel live --next/.exec(said) ?? [];
    assert.equal(next, 'retail-production-api');
    for (const name of ['JWT_KEY', 'ADMIN_PASSWORD']) {
      assert.ok(empty.some((it) => it.endsWith(name)) && said.includes(name), name);
    }
  },
};

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const officeRefused = {
  name: 'FE9 a link to the office is refused at synthesis, as its VLANs 10 and 20 are subnets of the VPC, and the others overlap it',
  async tell(world) {
    const linked = world.synthesize({ officeRanges: '10.0.10.0/24,10.0.20.0/24,10.0.30.0/24' });
    await assert.rejects(linked, ({ message }) => {
      for (const overlapped of [
        'the App subnet 10.0.10.0/24',
        'the Data subnet 10.0.20.0/24',
        'the VPC, 10.0.0.0/16',
      ]) {
        assert.ok(message.includes(`cannot overlap ${overlapped}`), `${overlapped}: ${message}`);
      }
      return true;
    });
  },
};
