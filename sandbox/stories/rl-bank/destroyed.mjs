import assert from 'node:assert/strict';
import { balancer } from '../account/balancer.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
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
/** In the account before the bank, as its config says: the story about trust creates it. */
const EXISTING = [/^identity provider arn:aws:iam::\d+:oidc-provider\/token\.actions\.githubusercontent\.com$/];
/** Created by CI with the first release, not by a stack. */
const BY_CI = [/^parameter \/rl\/bank\/api\/SENTRY_RELEASE in ap-southeast-1$/];

/** @type {import('../tell.mjs').Story} */
export const destroyed = {
  name: 'LB5 the bank is destroyed: what existed before is left, and what is retained, by name',
  async tell(world) {
    await world.write({ 'api.launchPhase': 'not-ready' });
    await world.deploy();
    const { attributes } = await balancer(world.sandbox);
    assert.equal(
      attributes['deletion_protection.enabled'],
      'false',
      'deletion protection would stop the deletion of the stack',
    );

    await unprotect(world.sandbox, world.plan.stacks);
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, [...RETAINED, ...EXISTING, ...BY_CI]);
  },
};
