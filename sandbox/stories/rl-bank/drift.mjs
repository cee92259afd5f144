import assert from 'node:assert/strict';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** @typedef {import('../world.mjs').World} World */

const PARAMETER = '/rl/bank/api/NODE_ENV';

/**
 * CloudFormation compares templates with templates, so a deployment without a change of the resource puts nothing back:
 * `--revert-drift` does. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 *
 * @type {import('../tell.mjs').Story}
 */
export const drift = {
  name: 'LB5 `cdk drift` names what was changed by hand; a deployment without a change leaves it',
  async tell(world) {
    const before = await world.compare('drift', 'Bank/settings', '--fail');
    assert.match(before, /No drift detected/);
    await setByHand(world, 'staging');
    const said = await world.compare('drift', 'Bank/settings');
    assert.match(said, /^\[~\] AWS::SSM::Parameter \S+\/NODE_ENV /m);
    assert.match(said, /\[-\] production\s+\S+ \[\+\] staging/);
    assert.match(said, /Number of resources with drift: 1\b/);
    await assert.rejects(world.compare('drift', 'Bank/settings', '--fail'));

    assert.match(await world.deploy('Bank/settings', '--exclusively'), /no changes/);
    assert.equal(await value(world), 'staging', 'a deployment without a change puts nothing back');

    await setByHand(world, 'production');
    assert.match(await world.compare('drift', 'Bank/settings', '--fail'), /No drift detected/);
  },
};

/** @param {World} world */
function setByHand({ sandbox }, Value) {
  const put = { Name: PARAMETER, Value, Overwrite: true, Type: /** @type {const} */ ('String') };
  return sandbox.ask(SSMClient, new PutParameterCommand(put));
}

/** @param {World} world */
async function value(world) {
  const said = await world.shell(`aws ssm get-parameter --name ${PARAMETER} --query Parameter.Value --output text`);
  return said.trim();
}
