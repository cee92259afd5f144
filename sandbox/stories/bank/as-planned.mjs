import assert from 'node:assert/strict';
import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** What the bank has in the account whatever its region, and how a line of the inventory begins that is of the bank. */
const ANYWHERE = [
  ['bucket prd-rl-bank-', 'AWS::S3::Bucket'],
  ['distribution ', 'AWS::CloudFront::Distribution'],
  ['health check ', 'AWS::Route53::HealthCheck'],
  ['role prd-rl-bank-', 'AWS::IAM::Role'],
];
/** What it has in each region. */
const REGIONAL = [
  ['alarm prd-rl-bank-', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  ['saved query prd-rl-bank', 'AWS::Logs::QueryDefinition'],
  ['secret rl/bank/api/', 'AWS::SecretsManager::Secret'],
  ['topic ', 'AWS::SNS::Topic'],
];

/** The gate was just closed, so the plan is of the config as it was deployed. */
export const asPlanned = {
  name: 'RB19b the plan says what was deployed: stacks, resources by type, parameters, records, certificates',
  async tell(world) {
    const { sandbox, plan } = world;
    for (const stack of plan.stacks) {
      assert.deepEqual({ ...stack, ...(await deployed(sandbox, stack)) }, stack);
    }
    // The emulator lists for a stack what its template has: that was near to reading the plan back. So what can be told
    // by its name is counted again, by the services that have it.
    const { counted, planned } = counts(plan, await world.inventory());
    assert.deepEqual(counted, planned, 'what the services have, and what is planned');
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

/** How many of each there are: by the lines of the services, and by the plan. */
function counts({ stacks }, lines) {
  const regions = [...new Set(stacks.map(({ region }) => region))].sort();
  const counted = {};
  const planned = {};
  const count = ([begin, ...types], place, ofPlan) => {
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

/** The plan writes `<path>.Attribute` for what only a deployment knows. */
function withAnything(value) {
  const parts = value.split(/<[^>]+>(?:\.[A-Za-z.]+)?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

async function certificateNames(sandbox, region) {
  const { CertificateSummaryList: list } = await sandbox.ask(ACMClient, new ListCertificatesCommand({}), region);
  const all = list.map(({ CertificateArn }) =>
    sandbox.ask(ACMClient, new DescribeCertificateCommand({ CertificateArn }), region),
  );
  return (await Promise.all(all)).map(({ Certificate }) => [...Certificate.SubjectAlternativeNames].sort());
}
