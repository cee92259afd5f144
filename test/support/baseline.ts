import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { newApp, resourcesOf } from './cloud';
import {
  AccountBaseline,
  AccountBaselineProps,
  ILogArchive,
  IOrganization,
  IOrganizationalUnit,
  Organization,
} from '../../src/organization';

export const ORGANIZATION_ID = 'o-a1b2c3d4e5';
export const MANAGEMENT = { account: '100000000000', region: 'us-east-1' };
export const SHARED_SERVICES = { account: '100000000004', region: 'us-east-1' };
export const SINK_ARN = 'arn:aws:oam:eu-central-1:100000000001:sink/a1b2c3d4-5678-90ab-cdef-1234567890ab';

/** The stack of the management account that has the tree. */
export function managementStack(app: App = newApp()): Stack {
  return new Stack(app, 'Organization', { env: MANAGEMENT });
}

export function organizationIn(scope: Construct): IOrganization {
  return Organization.fromOrganizationAttributes(scope, 'Organization', {
    organizationId: ORGANIZATION_ID,
    rootId: 'r-ab12',
    managementAccountId: MANAGEMENT.account,
  });
}

class KnownUnit extends Construct implements IOrganizationalUnit {
  public readonly policyTargetId: string;
  public readonly policyTargetName: string;
  public readonly organizationalUnitName: string;

  constructor(
    scope: Construct,
    public readonly organizationalUnitId: string,
  ) {
    super(scope, organizationalUnitId);
    this.policyTargetId = organizationalUnitId;
    this.policyTargetName = this.organizationalUnitName = organizationalUnitId;
  }
}

/** An organizational unit by its id. */
export function unitIn(scope: Construct, organizationalUnitId = 'ou-ab12-workload1'): IOrganizationalUnit {
  return new KnownUnit(scope, organizationalUnitId);
}

class KnownArchive extends Construct implements ILogArchive {
  public readonly accountId = '100000000002';
  public readonly region = 'us-east-1';
  public readonly bucketName = 'acme-log-archive';
  public readonly bucketArn = `arn:aws:s3:::${this.bucketName}`;
  public readonly landingBucketName = `${this.bucketName}-landing`;
  public readonly landingBucketArn = `arn:aws:s3:::${this.landingBucketName}`;
  public readonly trailKeyArn = 'arn:aws:kms:us-east-1:100000000002:alias/acme-log-archive';
  public readonly regions = ['us-east-1'];
  public readonly logsDestinationArn = 'arn:aws:logs:us-east-1:100000000002:destination:acme-log-archive';
}

/** A baseline of one organizational unit in two regions. */
export function baselineIn(stack: Stack, props: Partial<AccountBaselineProps> = {}): AccountBaseline {
  return new AccountBaseline(stack, 'Baseline', {
    organization: props.organization ?? organizationIn(stack),
    targets: props.targets ?? [unitIn(stack)],
    regions: ['us-east-1', 'eu-central-1'],
    archive: new KnownArchive(stack, 'Archive'),
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
