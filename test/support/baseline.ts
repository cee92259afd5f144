import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { resourcesOf } from './cloud';
import { knownArchive } from './log-archive';
import { organizationIn } from './organization';
import { AccountBaseline, AccountBaselineProps, IOrganizationalUnit, OrganizationalUnit } from '../../src/organization';

export const SHARED_SERVICES = { account: '100000000004', region: 'us-east-1' };
export const SINK_ARN = 'arn:aws:oam:eu-central-1:100000000001:sink/a1b2c3d4-5678-90ab-cdef-1234567890ab';

/** An organizational unit by its id. */
export function knownUnit(scope: Construct, organizationalUnitId = 'ou-ab12-workload1'): IOrganizationalUnit {
  return OrganizationalUnit.fromOrganizationalUnitId(scope, organizationalUnitId, organizationalUnitId);
}

/** A baseline of one organizational unit in two regions. */
export function baselineIn(stack: Stack, props: Partial<AccountBaselineProps> = {}): AccountBaseline {
  return new AccountBaseline(stack, 'Baseline', {
    organization: props.organization ?? organizationIn(stack),
    targets: props.targets ?? [knownUnit(stack)],
    regions: ['us-east-1', 'eu-central-1'],
    archive: knownArchive(stack),
    budget: { amount: 2000, email: 'aws@acme.example' },
    ...props,
  });
}

/** The properties of the one StackSet of a stack. */
export function stackSetOf(stack: Stack): any {
  const [{ Properties, ...attributes }, ...others] = resourcesOf(stack, 'AWS::CloudFormation::StackSet');
  expect(others).toEqual([]);
  return { ...Properties, attributes };
}

/** The template that the StackSet of a stack deploys to each account. */
export function accountTemplateOf(stack: Stack): any {
  return JSON.parse(stackSetOf(stack).TemplateBody);
}

/** The resources of one type in it. */
export function accountResourcesOf(stack: Stack, type: string): any[] {
  return Object.values<any>(accountTemplateOf(stack).Resources).filter(({ Type }) => Type === type);
}
