import assert from 'node:assert/strict';
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { balancer } from '../account/balancer.mjs';
import { changes } from '../account/inventory.mjs';

/** What somebody could not make again: written down by name, and kept when its stack goes. */
const RETAINED = [
  /^bucket prd-rl-bank-api-bankapiaccesslogs/,
  /^bucket prd-rl-bank-mp-webapp$/,
  /^bucket prd-rl-bank-sites-bankmpwebstaticsiteaccesslogs/,
  /^bucket prd-rl-bank-sites-bankwebstaticsiteaccesslogs/,
  /^bucket prd-rl-bank-webapp$/,
  /^log group \/ecs\/prd-rl-bank-api in ap-southeast-1$/,
  /^repository rl-bank-api in ap-southeast-1$/,
  /^secret rl\/bank\/api\/API_KEY in ap-southeast-1$/,
  /^secret rl\/bank\/api\/AUTH_M2M_CLIENT_ID in ap-southeast-1$/,
  /^secret rl\/bank\/api\/AUTH_M2M_CLIENT_SECRET in ap-southeast-1$/,
  /^secret rl\/bank\/api\/DB_URI in ap-southeast-1$/,
  /^secret rl\/bank\/api\/MAILGUN_API_KEY in ap-southeast-1$/,
  /^secret rl\/bank\/api\/SENTRY_DSN in ap-southeast-1$/,
  /^secret rl\/bank\/api\/TWILIO_ACCOUNT_SID in ap-southeast-1$/,
  /^secret rl\/bank\/api\/TWILIO_AUTH_TOKEN in ap-southeast-1$/,
];
/** Made by CI with its first release, never by a stack. */
const BY_CI = [/^parameter \/rl\/bank\/api\/SENTRY_RELEASE in ap-southeast-1$/];

export const destroyed = {
  name: 'LB5 everything is destroyed: what is left is what was there before, and what is retained, by name',
  async tell(world) {
    await world.write({ 'api.readiness': 'waiting' });
    await world.deploy();
    const { attributes } = await balancer(world.sandbox);
    assert.equal(attributes['deletion_protection.enabled'], 'false', 'a protected one would stop its stack');

    for (const { name, region } of world.plan.stacks) {
      const unprotect = new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: false });
      await world.sandbox.ask(CloudFormationClient, unprotect, region);
    }
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    // Each is the reason for one line, so that a second one of a kind is left without a reason.
    const left = [...come];
    const lost = [...RETAINED, ...BY_CI].filter((known) => {
      const index = left.findIndex((line) => known.test(line));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
    assert.deepEqual(left, [], `left without a reason: ${left.join(', ')}`);
    assert.deepEqual(lost, [], `lost: ${lost.join(', ')}`);
  },
};
