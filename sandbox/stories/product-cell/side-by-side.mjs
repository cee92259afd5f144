import assert from 'node:assert/strict';
import { print } from './cell-world.mjs';
import { CELLS, partsOf } from './cells.mjs';
import { services } from '../../run/kernel/aws/service.mjs';

/** The tasks that a service of each environment begins with. */
const TASKS = { dev: 1, staging: 2, prod: 2 };
const SERVICES = 6; // two versions, the worker, and those of files, leads and teams

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>[]} */
export const sideBySide = CELLS.map((cell) => ({
  name: `PC4 ${cell} is deployed beside the others, migrates, and answers in both versions`,
  async tell(world) {
    if (world.atFirst.length === 0) world.atFirst = await world.inventory();
    print(cell, await world.start(cell));
    const tasks = TASKS[partsOf(cell).environment];
    const own = (await services(world.sandbox)).filter(({ clusterArn }) => clusterArn.endsWith(`/${cell}`));
    assert.ok(own.length >= SERVICES, `${own.length} services`);
    for (const { serviceName, desiredCount, runningCount } of own) {
      assert.deepEqual([desiredCount, runningCount], [tasks, tasks], serviceName);
    }
    for (const version of ['v1', 'v2']) {
      const { status, body } = await world.ask(cell, `/${version}/health`);
      assert.deepEqual([status, body], [200, { healthy: true, version }]);
    }
  },
}));
