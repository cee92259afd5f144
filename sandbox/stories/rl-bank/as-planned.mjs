import assert from 'node:assert/strict';
import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** Global resource types of the bank, with the beginning of their lines in the inventory. */
const ANYWHERE = [
  ['bucket prd-rl-bank-', 'AWS::S3::Bucket'],
  ['distribution ', 'AWS::CloudFront::Distribution'],
  ['health check ', 'AWS::Route53::HealthCheck'],
  ['role prd-rl-bank-', 'AWS::IAM::Role'],
];
/** Its resource types of each region. */
const REGIONAL = [
  ['alarm prd-rl-bank-', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  ['saved query prd-rl-bank', 'AWS::Logs::QueryDefinition'],
  ['secret rl/bank/api/', 'AWS::SecretsManager::Secret'],
  ['topic ', 'AWS::SNS::Topic'],
];

/**
 * The gate was closed just before, so the plan is that of the deployed config.
 *
 * @type {import('../tell.mjs').Story}
 */
export const asPlanned = {
  name: 'RB19b the plan says what was deployed: stacks, resources by type, parameters, records, certificates',
  async tell(world) {
    const { sandbox, plan } = world;
    for (const stack of plan.stacks) {
      assert.deepEqual({ ...stack, ...(await deployed(sandbox, stack)) }, stack);
    }
    // The emulator lists the resources of a stack from its template, which is almost the plan itself. So resources with names
    // of the bank are counted again, as their services list them.
    const { counted, planned } = counts(plan, await world.inventory());
    assert.deepEqual(counted, planned, 'resources of the services, and of the plan');
    for (const { name, value } of plan.settings.parameters) {
      const { Parameter } = await sandbox.ask(SSMClient, new GetParameterCommand({ Name: name }));
      assert.match(Parameter.Value, withAnything(value), name);
    }
    const zone = new ListResourceRecordSetsCommand({ HostedZoneId: 'Z0123456789ABCDEFGHIJ' });
    const { ResourceRecordSets: sets } = await sandbox.ask(Route53Client, zone, 'us-east-1');
    const ours = sets.filter(({ Type }) => !['NS', 'SOA'].includes(Type));
    assert.deepEqual(
      ours.map(({ Name, Type }) => `${Type} ${Name.replace(/\.$/, '')}`).sort(),
      plan.names.records.map(({ name, type }) => `${type} ${name}`).sort(),
    );
    for (const { region, names } of plan.names.certificates) {
      assert.deepEqual(await certificateNames(sandbox, region), [names]);
    }
  },
};

/** @param {Sandbox} sandbox */
async function deployed(sandbox, { name, region }) {
  const { Stacks } = await sandbox.ask(CloudFormationClient, new DescribeStacksCommand({ StackName: name }), region);
  assert.match(Stacks[0].StackStatus, /^(CREATE|UPDATE)_COMPLETE$/);
  assert.equal(Stacks[0].EnableTerminationProtection, true, name);
  const listed = new ListStackResourcesCommand({ StackName: name });
  const { StackResourceSummaries } = await sandbox.ask(CloudFormationClient, listed, region);
  const resources = {};
  for (const { ResourceType } of StackResourceSummaries) resources[ResourceType] = (resources[ResourceType] ?? 0) + 1;
  return { name: Stacks[0].StackName, region, resources };
}

/** The number of resources of each type, in the inventory and in the plan. */
function counts({ stacks }, lines) {
  const regions = [...new Set(stacks.map(({ region }) => region))].sort();
  const counted = {};
  const planned = {};
  const count = (/** @type {string[]} */ [begin, ...types], place, ofPlan) => {
    const what = `${types.join(', ')}${place}`;
    counted[what] = lines.filter((line) => line.startsWith(begin) && line.endsWith(place)).length;
    planned[what] = ofPlan.flatMap(({ resources }) => types.map((type) => resources[type] ?? 0)).reduce(sum, 0);
  };
  for (const row of ANYWHERE) count(row, '', stacks);
  for (const here of regions) {
    const ofPlan = stacks.filter(({ region }) => region === here);
    for (const row of REGIONAL) count(row, ` in ${here}`, ofPlan);
  }
  return { counted, planned };
}

function sum(one, other) {
  return one + other;
}

/** A pattern for a value of the plan, with `<path>.Attribute` for what only a deployment knows. */
function withAnything(value) {
  const parts = value.split(/<[^>]+>(?:\.[A-Za-z.]+)?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

/** @param {Sandbox} sandbox */
async function certificateNames(sandbox, region) {
  const { CertificateSummaryList: list } = await sandbox.ask(ACMClient, new ListCertificatesCommand({}), region);
  const all = list.map(({ CertificateArn }) =>
    sandbox.ask(ACMClient, new DescribeCertificateCommand({ CertificateArn }), region),
  );
  return (await Promise.all(all)).map(({ Certificate }) => [...Certificate.SubjectAlternativeNames].sort());
}
