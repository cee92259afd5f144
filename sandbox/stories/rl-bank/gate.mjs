import assert from 'node:assert/strict';
import { changes } from '../account/inventory.mjs';

const nothing = { come: [], gone: [] };

/** @type {import('../tell.mjs').Story} */
export const closedAgain = {
  name: 'RB19d the gate is closed again: `deploy --all` and `destroy --all` delete nothing and change no stack',
  async tell(world) {
    world.deployed = await world.inventory();
    await world.write({ createResources: false });
    for (const command of ['deploy', 'destroy']) {
      for (const what of ['--all', '**']) {
        await world[command](what);
        assert.deepEqual(changes(world.deployed, await world.inventory()), nothing, `cdk ${command} ${what}`);
      }
    }
  },
};

/** @type {import('../tell.mjs').Story} */
export const openedAgain = {
  name: 'RB19d the gate is opened again: the CLI reports no change of any stack',
  async tell(world) {
    await world.write({ createResources: true });
    const said = await world.deploy();
    const unchanged = said.match(/✅ {2}\S+( \(\S+\))? \(no changes\)/g) ?? [];
    assert.equal(unchanged.length, world.plan.stacks.length, said);
    assert.deepEqual(changes(world.deployed, await world.inventory()), nothing);
  },
};

/** @type {import('../tell.mjs').Story} */
export const protectedFromHaste = {
  name: 'RB19d with the gate open, termination protection stops `destroy`, of all stacks and of each stack',
  async tell(world) {
    await assert.rejects(world.destroy(), /cannot be deleted while TerminationProtection is enabled/);
    // The CLI stops at the first protected stack, so each stack is destroyed by itself. The error has its name or ARN.
    for (const { name, path } of world.plan.stacks) {
      const said = new RegExp(`[[/]${name}[\\]/]\\S* cannot be deleted while TerminationProtection is enabled`);
      await assert.rejects(world.destroy(path, '--exclusively'), said);
    }
    assert.deepEqual(changes(world.deployed, await world.inventory()), nothing);
  },
};
