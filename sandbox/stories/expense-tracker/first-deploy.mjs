import assert from 'node:assert/strict';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const firstDeploy = {
  name: 'RB22 the first deployment of the tracker: each service has 0 tasks, and the output names all that is missing',
  async tell(world) {
    world.atFirst = await world.inventory();
    const said = await world.deploy();
    for (const { serviceName, desiredCount, runningCount, pendingCount } of await services(world.sandbox)) {
      assert.deepEqual([desiredCount, runningCount, pendingCount], [0, 0, 0], serviceName);
    }
    const named = [...said.matchAll(/0 tasks until 'launchPhase' states that these are there: (.+?) \(/g)].flatMap(
      ([, names]) => names.split(', '),
    );
    const [, next] = /MigrationPendingInputs = .*--repository (\S+) --channel live --next/.exec(said) ?? [];
    const { account, region } = world.sandbox;
    named.push(`${account}.dkr.ecr.${region}.amazonaws.com/${next}:live-next`);
    const empty = await missing(world.sandbox);
    assert.ok(empty.length > 0);
    assert.deepEqual([...new Set(named)].sort(), empty);
  },
};
