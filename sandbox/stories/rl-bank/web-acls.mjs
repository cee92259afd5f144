import assert from 'node:assert/strict';
import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { CreateWebACLCommand, ListResourcesForWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { places } from '../../run/kernel/places.mjs';
import { balancer } from '../account/balancer.mjs';
import { physicalIds } from '../account/stacks.mjs';
import { distributionOf } from '../fields/sites.mjs';

/** @typedef {import('../world.mjs').World} World */

const EDGE = 'us-east-1';
const HOSTS = ['app.bank.example', 'merchant.bank.example'];
const STACKS = ['Bank/api', 'Bank/sites', '--exclusively'];

/** @type {import('../tell.mjs').Story} */
export const webAcls = {
  name: 'RB11a, RB11b a web ACL is attached to both sites and the load balancer, and detached: nothing else changes',
  async tell(world) {
    const edge = await newAcl(world, 'CLOUDFRONT', EDGE);
    const regional = await newAcl(world, 'REGIONAL', world.sandbox.region);
    const ids = await physicalIds(world.sandbox, places.out);
    const sites = await siteConfigs(world);
    assert.deepEqual(sites.map(webAclOf), ['', ''], 'no web ACL at first');

    await world.write({ 'webapp.webAclArn': edge, 'merchantPortal.webAclArn': edge, 'api.webAclArn': regional });
    theDifference(await world.compare('diff', ...STACKS), '+');
    await world.deploy(...STACKS);
    const attached = await siteConfigs(world);
    assert.deepEqual(attached.map(webAclOf), [edge, edge]);
    assert.deepEqual(attached.map(withoutAcl), sites.map(withoutAcl));
    assert.equal(await isAtBalancer(world, regional), true);
    const now = await physicalIds(world.sandbox, places.out);
    assert.deepEqual({ ...now, ...ids }, now, 'the physical ids of all resources');
    assert.equal(Object.keys(now).length, Object.keys(ids).length + 1, 'the association is new');

    const none = { 'webapp.webAclArn': undefined, 'merchantPortal.webAclArn': undefined, 'api.webAclArn': undefined };
    await world.write(none);
    theDifference(await world.compare('diff', ...STACKS), '-');
    await world.deploy(...STACKS);
    assert.deepEqual(await siteConfigs(world), sites);
    assert.equal(await isAtBalancer(world, regional), false);
    assert.deepEqual(await physicalIds(world.sandbox, places.out), ids);
  },
};

/** Each changed resource of `cdk diff`: two distributions, without a replacement, and the association. */
function theDifference(said, sign) {
  const changed = said.match(/^\[[-+~]\] AWS::\S+/gm) ?? [];
  const sites = ['[~] AWS::CloudFront::Distribution', '[~] AWS::CloudFront::Distribution'];
  assert.deepEqual(changed.sort(), [...sites, `[${sign}] AWS::WAFv2::WebACLAssociation`].sort(), said);
  assert.doesNotMatch(said, /^\[.\].* replace|may be replaced|(requires|may cause) replacement/m);
  const how = sign === '+' ? 'Added' : 'Removed';
  assert.deepEqual(said.match(/(Added|Removed): \S+/g), Array(2).fill(`${how}: .WebACLId`), said);
}

/** @param {World} world */
async function newAcl({ sandbox }, Scope, region) {
  const command = new CreateWebACLCommand({
    Name: `blocks-${Scope.toLowerCase()}`,
    Scope,
    DefaultAction: { Allow: {} },
    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'acl' },
  });
  return (await sandbox.ask(WAFV2Client, command, region)).Summary.ARN;
}

/** @param {World} world */
function siteConfigs({ sandbox }) {
  return Promise.all(
    HOSTS.map(async (host) => {
      const { Id } = await distributionOf(sandbox, host);
      const got = await sandbox.ask(CloudFrontClient, new GetDistributionConfigCommand({ Id }), EDGE);
      return { Id, ...got.DistributionConfig };
    }),
  );
}

function webAclOf({ WebACLId = '' }) {
  return WebACLId;
}

function withoutAcl({ WebACLId, ...others }) {
  return others;
}

/** Whether a web ACL is associated with the load balancer. @param {World} world */
async function isAtBalancer({ sandbox }, WebACLArn) {
  const { arn } = await balancer(sandbox);
  const { ResourceArns } = await sandbox.ask(WAFV2Client, new ListResourcesForWebACLCommand({ WebACLArn }));
  return ResourceArns.includes(arn);
}
