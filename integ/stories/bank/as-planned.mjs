import assert from 'node:assert/strict';
import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** The gate was just closed, so the plan is of the config as it was deployed. */
export const asPlanned = {
  name: 'RB19b the plan says what was deployed: stacks, resources by type, parameters, records, certificates',
  async tell({ sandbox, plan }) {
    for (const stack of plan.stacks) {
      assert.deepEqual({ ...stack, ...(await deployed(sandbox, stack)) }, stack);
    }
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
