import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CloudFormationClient, DescribeEventsCommand } from '@aws-sdk/client-cloudformation';
import { configWith } from '../../run/examples/rl-bank/config.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';
import { deleteStack } from '../account/delete-stack.mjs';
import { changes } from '../account/inventory.mjs';
import { stacksIn, statuses } from '../account/stacks.mjs';
import { OPEN } from '../world.mjs';

/** @typedef {import('../world.mjs').World} World */

const SECOND = join(places.run, 'second');
/** What is named once in an account and is not below `namePrefix`, with the error of each stack that lacks a name of its own. */
const NAMES = {
  'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-second-api:live',
  'api.settingsPath': 'rl/second/api',
  'webapp.bucketName': 'snd-rl-bank-webapp',
  'merchantPortal.bucketName': 'snd-rl-bank-mp-webapp',
  'domain.apiSubdomain': 'api2',
  'domain.appSubdomain': 'app2',
  'domain.merchantSubdomain': 'merchant2',
};
const REFUSED = {
  'Bank/images': /rl-bank-api\b.* already exists/,
  'Bank/settings': /(Parameters|Secrets)\/\w+\/Resource[^]* already exists/,
  'Bank/sites': /Validation failed with 2 error\(s\)\. Call DescribeEvents/,
};

/** @type {import('../tell.mjs').Story} */
export const secondBankRefused = {
  name: 'RB24 a second bank with another namePrefix alone is refused by the names that it shares; the first is untouched',
  async tell(world) {
    const lines = await world.inventory();
    await synthesize(world, {});
    for (const [path, said] of Object.entries(REFUSED)) {
      await assert.rejects(world.deployOf(SECOND, path, '--exclusively'), said);
    }
    // CloudFormation validates names of buckets before it creates anything.
    const events = await world.sandbox.ask(
      CloudFormationClient,
      new DescribeEventsCommand({ StackName: 'snd-rl-bank-sites' }),
    );
    for (const name of ['prd-rl-bank-webapp', 'prd-rl-bank-mp-webapp']) {
      assert.match(JSON.stringify(events.OperationEvents), new RegExp(`'${name}' already exists`));
    }
    await theFirstIsUntouched(world, lines);
    const created = stacksIn(SECOND).filter(({ path }) => path in REFUSED);
    for (const stack of created) await deleteStack(world.sandbox, stack);
    await theFirstIsUntouched(world, lines);
  },
};

/** @type {import('../tell.mjs').Story} */
export const secondBank = {
  name: 'RB24 with names of its own the second bank is deployed beside the first, which is untouched',
  async tell(world) {
    const lines = await world.inventory();
    await synthesize(world, NAMES);
    await world.deployOf(SECOND);
    for (const [path, status] of Object.entries(await statuses(world.sandbox, SECOND))) {
      assert.equal(status, 'CREATE_COMPLETE', path);
    }
    const come = await theFirstIsUntouched(world, lines);
    const hosts = ['api2', 'app2', 'merchant2'].map((label) => `record A ${label}.bank.example.`);
    for (const line of hosts) assert.ok(come.includes(line), line);
    assert.ok(come.includes('repository rl-second-api in ap-southeast-1'));
  },
};

/** @param {World} world */
async function synthesize({ sandbox }, names) {
  const changed = { namePrefix: 'snd-rl-bank', ...names };
  const config = configWith(OPEN, changed, join(places.run, 'second.yaml'));
  const args = ['synth', '--quiet', '-c', `config=${config}`, '-o', SECOND];
  await sandbox.cdk('cdk synth', args, { seconds: limits.synth });
}

/** No line of the inventory is gone, stacks with their times included; the new lines. @param {World} world */
async function theFirstIsUntouched(world, lines) {
  const { come, gone } = changes(lines, await world.inventory());
  assert.deepEqual(gone, []);
  return come;
}
