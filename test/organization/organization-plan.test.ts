import { App, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AnyPrincipal,
  CfnPolicy,
  Effect,
  IPrincipal,
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { OrganizationalUnit, OrganizationPlan, ServiceControl, ServiceControlPolicy } from '../../src/organization';
import { newApp } from '../support/cloud';
import { accountIn, MANAGEMENT, organizationIn, treeStack } from '../support/organization';

const ARCHIVE = '100000000002';
const REGION = 'us-east-1';

const stackIn = (app: App, id: string, account: string, region = REGION) =>
  new Stack(app, id, { env: { account, region } });

/** A tree with a unit in a unit, one without policies, and an account that is not made yet. */
function treeIn(app: App): Stack {
  const stack = treeStack(app, 'organization');
  const organization = organizationIn(stack);
  const unit = (id: string, parent?: OrganizationalUnit) =>
    new OrganizationalUnit(stack, id, { organization, organizationalUnitName: id, parent });
  const workloads = unit('Workloads');
  const regulated = unit('Regulated', workloads);
  unit('Free');
  accountIn(regulated, 'later');
  accountIn(workloads, 'archive', { accountId: ARCHIVE });
  const control = (description: string) =>
    ServiceControl.of({
      description,
      statements: [
        new PolicyStatement({
          sid: description.replace(/\W/g, ''),
          effect: Effect.DENY,
          actions: ['iam:CreateUser'],
          resources: ['*'],
        }),
      ],
    });
  const policy = (policyName: string, target: any, ...sentences: string[]) =>
    new ServiceControlPolicy(stack, policyName, { policyName, controls: sentences.map(control), targets: [target] });
  policy('upper', workloads, 'No principal does this.');
  policy('lower', regulated, 'No principal does that.', 'No principal does more.');
  return stack;
}

/** Policy of a bucket of an account, with one statement. */
function bucketFor(scope: Construct, id: string, principals: IPrincipal[], conditions?: Record<string, any>): void {
  const statement = new PolicyStatement({ principals, actions: ['s3:GetObject'], resources: ['*'], conditions });
  const policyDocument = { Statement: [statement.toStatementJson()] };
  new CfnBucketPolicy(scope, id, { bucket: id.toLowerCase(), policyDocument });
}

/** What an account has: a role for each kind of permission, and a resource for each kind of sharing. */
function archiveIn(app: App): Stack {
  const stack = stackIn(app, 'archive', ARCHIVE);
  const role = new Role(stack, 'Admin', {
    roleName: 'admin',
    assumedBy: new AccountPrincipal(MANAGEMENT).withConditions({ StringEquals: { 'sts:ExternalId': 'x' } }),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  const allow = (actions: string[], resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources }));
  allow(['*'], ['*']);
  allow(['s3:*', 'kms:Decrypt', 'sts:AssumeRole'], [new Bucket(stack, 'Data', { bucketName: 'data' }).bucketArn]);
  allow(['ec2:DescribeVpcs', 'ec2:Delete*', 'ec2:RunInstances', 'iam:PassRole'], ['*']);
  role.addToPolicy(new PolicyStatement({ notActions: ['iam:*'], notResources: ['arn:aws:s3:::data'] }));
  new Role(stack, 'Idle', { roleName: 'idle', assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new CfnPolicy(stack, 'ByName', {
    policyName: 'by-name',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: 'arn:aws:logs:log' }] },
    roles: ['idle'],
  });

  const anyone = [new AnyPrincipal()];
  bucketFor(stack, 'Open', anyone);
  bucketFor(stack, 'Org', anyone, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });
  bucketFor(stack, 'NotOrg', anyone, { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });
  bucketFor(stack, 'Other', [new AccountPrincipal('222222222222')]);
  bucketFor(stack, 'Management', [new AccountPrincipal(MANAGEMENT)]);
  bucketFor(stack, 'Own', [new AccountPrincipal(ARCHIVE)]);
  bucketFor(stack, 'OwnService', [new ServicePrincipal('sns.amazonaws.com')], {
    StringEquals: { 'aws:SourceAccount': ARCHIVE },
  });
  bucketFor(stack, 'OtherService', [new ServicePrincipal('sns.amazonaws.com')], {
    StringEquals: { 'aws:SourceAccount': [ARCHIVE, '222222222222'] },
  });
  const destination = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'logs:PutSubscriptionFilter' }] };
  const destinationPolicy = Fn.join('', [JSON.stringify(destination).slice(0, -2), ']', '}']);
  new CfnResource(stack, 'Destination', {
    type: 'AWS::Logs::Destination',
    properties: { DestinationPolicy: destinationPolicy },
  });
  new CfnResource(stack, 'Share', {
    type: 'AWS::RAM::ResourceShare',
    properties: { Name: 'share', Principals: ['333333333333'], ResourceArns: ['arn:aws:ec2:one'] },
  });
  return stack;
}

/** Something that is done by hand. */
function inputsIn(stack: Stack, id: string, ...owners: string[]): void {
  const pendingInputs = owners.map((owner, index) => {
    return { key: id, target: `${id} ${index}`, owner, command: `aws ${id} ${index}`, check: `aws ${id} # prints it` };
  });
  Object.assign(new Construct(stack, id), { pendingInputs });
}

function planOf(): { text: string; json: any } {
  const app = newApp();
  const tree = treeIn(app);
  const archive = archiveIn(app);
  inputsIn(
    archive,
    'one',
    'an administrator, after the first deployment',
    'an administrator, before the first deployment',
  );
  inputsIn(archive, 'delegation', 'an administrator');
  const times = [
    'a day after',
    'before the first deployment of archive',
    'after the deployment that creates the account',
  ];
  inputsIn(archive, 'when', ...times.map((time) => `an administrator, ${time}`));
  const command = `aws organizations register-delegated-administrator --account-id ${ARCHIVE} --service-principal config.amazonaws.com`;
  const delegations = [
    { key: 'd', target: `AWS Config, delegated to account ${ARCHIVE}`, owner: 'an administrator', command },
  ];
  [tree, archive].forEach((stack) => Object.assign(new Construct(stack, 'Twice'), { pendingInputs: delegations }));
  const twins = [archive, stackIn(app, 'twin', ARCHIVE, 'eu-central-1')];
  twins.forEach((stack) => {
    const properties = { AdminAccountId: ARCHIVE };
    new CfnResource(stack, 'Delegated', { type: 'AWS::SecurityHub::DelegatedAdmin', properties });
    new CfnResource(stack, 'Nat', { type: 'AWS::EC2::NatGateway' });
  });
  const { text, json } = new OrganizationPlan(app).describePlan({ text: 'the stacks', json: '{"stacks":[]}' });
  return { text, json: JSON.parse(json) };
}

const plan = planOf();
const part = (title: string) => {
  const [, after] = plan.text.split(new RegExp(`^${title}.*\n\n`, 'm'));
  return after.split(/\n\n(?=\S)/)[0].split('\n');
};

describe('PC5 the plan of an organization', () => {
  test('has the tree, and an account before it exists', () => {
    expect(part('Accounts')).toEqual([
      '  Root r-ab12',
      '    management 100000000000: no workload, and no service control policy limits it',
      '    Free: no account yet',
      '    Workloads',
      '      archive 100000000002',
      '      Regulated',
      '        later (id after the first deployment)',
      '',
      '  Not shown: units, accounts and policies of the organization that this app does not name.',
    ]);
  });

  test('has what no principal can do, for a unit below others too, and where that does not reach', () => {
    const lines = part('What no principal can do');
    const regulated = lines.slice(lines.indexOf('  In Workloads/Regulated'));
    expect(regulated.slice(0, 4)).toEqual([
      '  In Workloads/Regulated',
      '  - No principal does this. (upper)',
      '  - No principal does that. (lower)',
      '  - No principal does more. (lower)',
    ]);
    expect(lines).toContain('  - the management account 100000000000, its root user and its roles');
    expect(lines.at(-1)).toBe('  - Free: no policy is attached there or above');
  });

  test('has who can do what, in words, with wildcards in capitals', () => {
    const lines = part('Who can do what');
    expect(lines.slice(0, 14)).toEqual([
      '  archive 100000000002',
      '    admin, assumed by arn:aws:iam::100000000000:root if sts:ExternalId StringEquals x',
      '      managed policy arn:aws:iam::aws:policy/ReadOnlyAccess',
      '      EVERY SERVICE: EVERYTHING (*)',
      '        on ALL RESOURCES (*)',
      '      EVERYTHING BUT iam:*',
      '        on everything but arn:aws:s3:::data',
      '      ec2: reads (DescribeVpcs), deletes (Delete*), changes (RunInstances)',
      '      iam: passes roles (PassRole)',
      '        on ALL RESOURCES (*)',
      '      kms: uses keys (Decrypt)',
      '      s3: EVERYTHING (*)',
      '      sts: becomes roles (AssumeRole)',
      '        on data',
    ]);
    expect(lines.slice(14, 17)).toEqual([
      '    idle, assumed by ec2.amazonaws.com',
      '      logs: changes (PutLogEvents)',
      '        on arn:aws:logs:log',
    ]);
  });

  test('has what other accounts reach, and nothing that stays in the account', () => {
    const shared = plan.json.shared.map((it: any) => [it.resource, it.with.replace(/ if .*/, '')]);
    expect(shared).toEqual([
      ['Logs Destination <archive>', 'EVERYONE'],
      ['RAM share', 'account 333333333333'],
      ['S3 Bucket management', 'account management 100000000000'],
      ['S3 Bucket notorg', 'EVERYONE'],
      ['S3 Bucket open', 'EVERYONE'],
      ['S3 Bucket org', 'the organization'],
      ['S3 Bucket other', 'account 222222222222'],
      ['S3 Bucket otherservice', 'sns.amazonaws.com'],
    ]);
    expect(part('What other accounts reach')).toContain('      arn:aws:ec2:one; ACCOUNTS OUTSIDE TOO');
  });

  test('has what is delegated, by resources and by commands', () => {
    expect(part('What is delegated')).toEqual([
      '  AWS Security Hub to archive 100000000002, by AWS::SecurityHub::DelegatedAdmin in archive 100000000002, in eu-central-1 and us-east-1',
      '  config.amazonaws.com to archive 100000000002, by a command below',
    ]);
  });

  test('has what is done by hand, each command once: what comes before a deployment first, with its check', () => {
    const commands = plan.json.pendingInputs.map(({ command }: any) => command);
    const before = plan.json.pendingInputs.filter(({ owner }: any) => /before the first deployment$/.test(owner));
    expect(commands.slice(0, before.length)).toEqual(before.map(({ command }: any) => command));
    expect(commands.slice(before.length - 1)).toContain('aws one 0');
    expect(commands).toEqual([...new Set(commands)]);
    expect(part('What is done by hand')).toContain('    check: aws one # prints it'.replace('    ', '      '));
  });

  test('has what an account has to be there for after its id, and what waits for a day last', () => {
    const ofTimes = plan.json.pendingInputs.filter(({ key }: any) => key === 'when');
    expect(ofTimes.map(({ command }: any) => command)).toEqual(['aws when 2', 'aws when 1', 'aws when 0']);
    expect(plan.json.pendingInputs.at(-1).command).toBe('aws when 0');
  });

  test('names accounts in what is done by hand, and leaves commands as the AWS CLI takes them', () => {
    const { target, command } = plan.json.pendingInputs.find(({ key }: any) => key === 'd');
    expect(target).toBe('AWS Config, delegated to account archive 100000000002');
    expect(command).toContain('--account-id 100000000002');
  });

  test('has what is billed, and where', () => {
    expect(part('What is billed')).toEqual([
      '  2 AWS::EC2::NatGateway in archive 100000000002: each hour, and each gigabyte',
    ]);
  });

  test('ends with the stacks, and is the same each time', () => {
    expect(plan.text.split('\n').at(-1)).toBe('the stacks');
    expect(plan.json.stacks).toEqual([]);
    expect(planOf()).toEqual(plan);
  });

  test('of an app without anything says so in each section', () => {
    const { text } = new OrganizationPlan(newApp()).describePlan({ text: 'the stacks', json: '{"stacks":[]}' });
    ['What other accounts reach', 'What is delegated', 'What is done by hand', 'What is billed'].forEach((title) => {
      expect(text).toMatch(new RegExp(`\n${title}.*\n\n  nothing\n`));
    });
  });

  test('needs a construct', () => {
    expect(() => new OrganizationPlan({} as any)).toThrowProblem('props/wrong-type', 'scope', 'an object');
  });
});
