import assert from 'node:assert/strict';
import { changes } from '../account/inventory.mjs';

const nothing = { come: [], gone: [] };

export const closedAgain = {
  name: 'RB19d the gate is closed again: `deploy --all` and `destroy --all` delete nothing and touch no stack',
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

export const openedAgain = {
  name: 'RB19d the gate is opened again: every stack is as it was, and the CLI says so',
  async tell(world) {
    await world.write({ createResources: true });
    const said = await world.deploy();
    const unchanged = said.match(/✅ {2}\S+( \(\S+\))? \(no changes\)/g) ?? [];
    assert.equal(unchanged.length, world.plan.stacks.length, said);
    assert.deepEqual(changes(world.deployed, await world.inventory()), nothing);
  },
};

export const protectedFromHaste = {
  name: 'RB19d with the gate open, `destroy` is stopped by termination protection: `--all` at once, and each stack alone',
  async tell(world) {
    await assert.rejects(world.destroy(), /cannot be deleted while TerminationProtection is enabled/);
    // The CLI stops at the first that is protected, so that each has to be asked for. It is told of by name or ARN.
    for (const { name, path } of world.plan.stacks) {
      const said = new RegExp(`[[/]${name}[\\]/]\\S* cannot be deleted while TerminationProtection is enabled`);
      await assert.rejects(world.destroy(path, '--exclusively'), said);
    }
    assert.deepEqual(changes(world.deployed, await world.inventory()), nothing);
  },
};
