import {
  ACCOUNT,
  allows,
  BOUNDARY,
  boundary,
  Call,
  callsFor,
  deployedArn,
  execution,
  names,
  resources,
  statements,
  text,
  world,
} from './execution-role';
import { decoysOf } from '../../support/iam/decoys';
import { listOf, Statement } from '../../support/iam/policies';

jest.setTimeout(60_000); // seconds, on a machine that does nothing else

const HOME = 'ap-southeast-1';
const iam = (name: string) => `arn:aws:iam::${ACCOUNT}:${name}`;
const role = (name: string) => iam(`role/${name}`);
const own = (type: string, part: string) => deployedArn(world.one(type, part).arn!);
const TASK_ROLE = own('AWS::IAM::Role', 'TaskRole');
const EXECUTION_OF_TASK = own('AWS::IAM::Role', 'ExecutionRole');
const CHAT_ROLE = own('AWS::IAM::Role', 'Chats');
const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';

const toRegion = (action: string, resource: string, context: Call['context'] = {}): Call => {
  return { action, resource, context: { 'aws:RequestedRegion': HOME, ...context } };
};
const linked = (service: string) => {
  const arn = role(`aws-service-role/${service}/AWSServiceRoleForIt`);
  return toRegion('iam:CreateServiceLinkedRole', arn, { 'iam:AWSServiceName': service });
};
const passed = (arn: string, service: string) => toRegion('iam:PassRole', arn, { 'iam:PassedToService': service });
const recordKey = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const records = (...changed: string[]) => {
  return toRegion('route53:ChangeResourceRecordSets', ZONE, { [recordKey]: changed });
};
const withBoundary = { 'iam:PermissionsBoundary': BOUNDARY };
const throughKms = { 'kms:ViaService': `sns.${HOME}.amazonaws.com` };

/** What it needs beside the handlers. */
const BESIDE: Call[] = [
  ...[TASK_ROLE, EXECUTION_OF_TASK].map((arn) => passed(arn, 'ecs-tasks.amazonaws.com')),
  passed(CHAT_ROLE, 'chatbot.amazonaws.com'),
  ...['ecs', 'elasticache', 'elasticloadbalancing', 'management.chatbot'].map((it) => linked(`${it}.amazonaws.com`)),
  ...[HOME, 'us-east-1'].map((region) =>
    toRegion('ssm:GetParameters', `arn:aws:ssm:${region}:${ACCOUNT}:parameter/cdk-bootstrap/hnb659fds/version`),
  ),
  ...['api', 'cache', 'settings', 'sites'].map((it) =>
    toRegion('cloudformation:DescribeStacks', `arn:aws:cloudformation:${HOME}:${ACCOUNT}:stack/prd-rl-bank-${it}/0a1b`),
  ),
  toRegion('ec2:CreateVpcEndpoint', `arn:aws:ec2:${HOME}:${ACCOUNT}:vpc-endpoint/vpce-0a1b2c3d`),
  toRegion('ec2:CreateTags', `arn:aws:ec2:${HOME}:${ACCOUNT}:vpc-endpoint/vpce-0a1b2c3d`, {
    'ec2:CreateAction': 'CreateVpcEndpoint',
  }),
  toRegion('ec2:CreateSecurityGroup', `arn:aws:ec2:${HOME}:${ACCOUNT}:vpc/vpc-0a1b2c3d4e5f60718`),
  toRegion('ec2:DescribeSubnets', '*'),
  toRegion('route53:GetChange', 'arn:aws:route53:::change/C0123456789ABCDEFGHIJ'),
  toRegion('elasticloadbalancing:AddTags', own('AWS::ElasticLoadBalancingV2::TargetGroup', '')),
  ...['kms:GenerateDataKey', 'kms:Decrypt'].flatMap((action) =>
    [HOME, 'us-east-1'].map((region) =>
      toRegion(action, `arn:aws:kms:${region}:${ACCOUNT}:key/0a1b`, {
        'kms:ViaService': `sns.${region}.amazonaws.com`,
      }),
    ),
  ),
  toRegion('cloudfront:GetVpcOrigin', `arn:aws:cloudfront::${ACCOUNT}:vpcorigin/vo_0a1b`),
  toRegion('cloudfront:GetConnectionGroup', `arn:aws:cloudfront::${ACCOUNT}:connection-group/cg_0a1b`),
];

interface Asked {
  readonly calls: Call[];
  readonly refused: string[];
  readonly aimless: string[];
}
let asked: Asked;
beforeAll(async () => {
  const all = await Promise.all(resources.map(async (resource) => ({ resource, ...(await callsFor(resource)) })));
  const refused = all.flatMap(({ resource: { type }, calls }) =>
    calls.filter((call) => !allows(statements, call)).map(({ action }) => `${type} ${action}`),
  );
  asked = {
    calls: all.flatMap(({ calls }) => calls),
    refused: [...new Set(refused)].sort(),
    aimless: [...new Set(all.flatMap(({ aimless }) => aimless))].sort(),
  };
});

test('every value in the templates is known, so what is proven is what is deployed', () => {
  expect(world.unresolved).toEqual([]);
});

test('RB24 all that CloudFormation calls to create, read, update and delete the resources is allowed', () => {
  expect(asked.calls.length).toBeGreaterThan(1000);
  expect(asked.refused).toEqual([
    // Roles of the example have no managed policies, and its buckets have none of these properties.
    'AWS::IAM::Role iam:AttachRolePolicy',
    'AWS::IAM::Role iam:DetachRolePolicy',
    'AWS::S3::Bucket s3:CreateBucketMetadataTableConfiguration',
    'AWS::S3::Bucket s3:DeleteBucketMetadataTableConfiguration',
  ]);
});

test('RB24 what handlers call on things that the templates do not name is other services, and allowed if it is needed', () => {
  expect(
    asked.aimless.map((action) => action.split(':')[0]).filter((it, index, all) => all.indexOf(it) === index),
  ).toEqual([
    'acm-pca',
    'cloudfront',
    'cognito-idp',
    'elasticloadbalancing',
    'firehose',
    'iam',
    'kms',
    'route53',
    's3tables',
  ]);
  const services = new Set(statements.flatMap(({ Action }) => listOf(Action)).map((action) => action.split(':')[0]));
  expect([...services].filter((it) => ['acm-pca', 'cognito-idp', 'firehose', 's3tables'].includes(it))).toEqual([]);
});

test.each(BESIDE.map((call) => [call.action, call.resource, call] as const))(
  'RB24 %s on %s is allowed',
  (...[, , call]) => {
    expect(allows(statements, call)).toBe(true);
  },
);

test('RB24 nothing next to a resource is allowed, but where CloudFormation or AWS makes up the name', () => {
  const near = new Set<string>();
  const tried = new Set<string>();
  for (const call of asked.calls) {
    const key = `${call.action} ${call.resource}`;
    if (call.resource === '*' || tried.has(key)) continue;
    tried.add(key);
    for (const { arn, why } of decoysOf(call.resource)) {
      const [, , service, , , ...rest] = arn.split(':');
      if (allows(statements, { ...call, resource: arn })) {
        near.add(
          `${service} ${rest
            .join(':')
            .split(/[/:]/)[0]
            .replace(/^(prd-rl-bank-(api|sites)).*logs.*/, '$1-*')} ${why.split(' ')[0]}`,
        );
      }
    }
  }
  expect([...near].sort()).toEqual([
    'acm certificate sibling',
    'chatbot chat-configuration sibling', // of another kind of chat, with the same name
    'cloudfront distribution sibling',
    'cloudfront origin-access-control sibling',
    'cloudfront response-headers-policy sibling',
    'cloudwatch alarm sibling', // DescribeAlarms alone
    'ec2 security-group sibling',
    'ecs task-definition sibling', // another revision of the family
    'elasticloadbalancing listener sibling',
    'elasticloadbalancing listener-rule sibling',
    'elasticloadbalancing loadbalancer sibling',
    'elasticloadbalancing targetgroup sibling',
    'events rule sibling',
    'iam role sibling', // with the letters that CloudFormation puts behind the name
    'kms key sibling',
    's3 prd-rl-bank-api-* sibling',
    's3 prd-rl-bank-sites-* sibling',
  ]);
});

test.each<[string, Call]>([
  ['a bucket of another prefix', toRegion('s3:CreateBucket', 'arn:aws:s3:::stg-rl-bank-webapp')],
  ['the content of a bucket', toRegion('s3:DeleteObject', 'arn:aws:s3:::prd-rl-bank-webapp/index.html')],
  [
    'a parameter of another path',
    toRegion('ssm:PutParameter', `arn:aws:ssm:${HOME}:${ACCOUNT}:parameter/rl/other/PORT`),
  ],
  [
    'a secret of another path',
    toRegion(
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:${HOME}:${ACCOUNT}:secret:rl/other/API_KEY-AbCdEf`,
    ),
  ],
  ['another repository', toRegion('ecr:DeleteRepository', `arn:aws:ecr:${HOME}:${ACCOUNT}:repository/other-api`)],
  ['another service', toRegion('ecs:DeleteService', `arn:aws:ecs:${HOME}:${ACCOUNT}:service/other/other`)],
  ['a role of another prefix', toRegion('iam:CreateRole', role('stg-rl-bank-deploy'), withBoundary)],
  ['a role of the bootstrap', toRegion('iam:PutRolePolicy', role('cdk-hnb659fds-deploy-role'), withBoundary)],
  ['a role without boundary', toRegion('iam:CreateRole', role('prd-rl-bank-deploy'))],
  [
    'a role with another boundary',
    toRegion('iam:CreateRole', role('prd-rl-bank-deploy'), { 'iam:PermissionsBoundary': iam('policy/everything') }),
  ],
  ['a policy of a role without boundary', toRegion('iam:PutRolePolicy', TASK_ROLE)],
  ['the trust of a role without boundary', toRegion('iam:UpdateAssumeRolePolicy', TASK_ROLE)],
  [
    'another boundary for a role',
    toRegion('iam:PutRolePermissionsBoundary', TASK_ROLE, { 'iam:PermissionsBoundary': iam('policy/everything') }),
  ],
  ['no boundary for a role', toRegion('iam:DeleteRolePermissionsBoundary', TASK_ROLE, withBoundary)],
  ['a managed policy for a role', toRegion('iam:AttachRolePolicy', TASK_ROLE, withBoundary)],
  ['its own policies', toRegion('iam:CreatePolicyVersion', iam(`policy/${names[1]}`))],
  ['its boundary', toRegion('iam:CreatePolicyVersion', BOUNDARY)],
  ['a user', toRegion('iam:CreateUser', iam('user/prd-rl-bank-user'), withBoundary)],
  ['a key for a user', toRegion('iam:CreateAccessKey', iam('user/prd-rl-bank-user'))],
  ['a role of the tasks for Lambda', passed(TASK_ROLE, 'lambda.amazonaws.com')],
  ['a role of the tasks for EC2', passed(EXECUTION_OF_TASK, 'ec2.amazonaws.com')],
  ['the role of chats for tasks', passed(CHAT_ROLE, 'ecs-tasks.amazonaws.com')],
  ['a role of CI for tasks', passed(role('prd-rl-bank-deploy'), 'ecs-tasks.amazonaws.com')],
  ['another service-linked role', linked('guardduty.amazonaws.com')],
  ['a record of another name', records('www.bank.example')],
  ['a record of another name beside one of ours', records('api.bank.example', 'www.bank.example')],
  ['records without a name', toRegion('route53:ChangeResourceRecordSets', ZONE)],
  [
    'a certificate for another name',
    toRegion('acm:RequestCertificate', '*', { 'acm:DomainNames': ['bank.example'], 'acm:ValidationMethod': 'DNS' }),
  ],
  ['a key in another region', { ...toRegion('kms:CreateKey', '*'), context: { 'aws:RequestedRegion': 'eu-north-1' } }],
  ['data of a key by itself', toRegion('kms:Decrypt', `arn:aws:kms:${HOME}:${ACCOUNT}:key/0a1b`)],
  ['a grant for itself', toRegion('kms:CreateGrant', `arn:aws:kms:${HOME}:${ACCOUNT}:key/0a1b`, throughKms)],
  [
    'a tag on a VPC endpoint that is there',
    toRegion('ec2:CreateTags', `arn:aws:ec2:${HOME}:${ACCOUNT}:vpc-endpoint/vpce-0a`),
  ],
  ['settings of the account', toRegion('ecs:PutAccountSetting', '*')],
  ['the organization', toRegion('organizations:LeaveOrganization', '*')],
  ['contacts of the account', toRegion('account:PutAlternateContact', '*')],
  ['another role for itself', toRegion('sts:AssumeRole', role('prd-rl-bank-deploy'))],
  ['a function', toRegion('lambda:CreateFunction', `arn:aws:lambda:${HOME}:${ACCOUNT}:function:prd-rl-bank-api-f`)],
  [
    'another stack',
    toRegion('cloudformation:DescribeStacks', `arn:aws:cloudformation:${HOME}:${ACCOUNT}:stack/other/0a`),
  ],
])('RB24 it is denied: %s', (_what, call) => {
  expect(allows(statements, call)).toBe(false);
});

test('RB24 every statement is needed: without it, something that has to be allowed is not', () => {
  const needed = new Set<Statement>();
  for (const call of [...asked.calls, ...BESIDE]) {
    const allowing = statements.filter((it) => listOf(it.Action).includes(call.action) && allows([it], call));
    if (allowing.length === 1) needed.add(allowing[0]);
  }
  const idle = statements.filter((it) => it.Effect === 'Allow' && !needed.has(it));
  expect(idle).toEqual([]);
});

test('RB24 whatever is attached later, it cannot change its policies, its boundary and the roles of the bootstrap', () => {
  const everything: Statement = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
  const targets = [
    ...names.map((name) => iam(`policy/${name}`)),
    role(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-${HOME}`),
  ];
  for (const target of targets) {
    const call = { action: 'iam:*', resource: target, context: withBoundary };
    expect(allows([everything], call)).toBe(true);
    expect(allows([everything, ...statements], call)).toBe(false);
  }
});

test('no action is or has a wildcard, and every policy is within the quotas of IAM', () => {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => listOf(Action));

  expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
  expect(execution.length).toBeLessThanOrEqual(10);
  expect(Math.max(...execution.map((policy) => JSON.stringify(policy).length))).toBeLessThanOrEqual(6144);
});

test('the text has the figures, the two commands of the administrator in both regions, and each wildcard', () => {
  const all = new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => listOf(Action)));
  const arns = names.filter((name) => /-\d$/.test(name)).map((name) => iam(`policy/${name}`));

  expect(text).toContain(`${execution.length} policies with ${all.size} actions for ${resources.length} resources:`);
  expect(text).toContain('aws cloudformation deploy --stack-name cdk-hnb659fds-cfn-exec-prd-rl-bank');
  expect(text).toContain(`npx cdk bootstrap aws://${ACCOUNT}/${HOME} aws://${ACCOUNT}/us-east-1 --qualifier hnb659fds`);
  expect(text).toContain(`--cloudformation-execution-policies ${arns.join(',')}\n`);
  expect(text).toContain(`  arn:aws:kms:us-east-1:${ACCOUNT}:key/*: kms:Decrypt`);
});

test.each([
  ['the policies', statements, 'Allowed on'],
  ['the boundary', listOf(boundary.Statement), 'The boundary allows on'],
])('the text has each resource with a wildcard of %s', (_what, all, title) => {
  const section = text.slice(text.indexOf(`\n${title}`));
  const allowed = all.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Resource }) => listOf(Resource));
  const wild = allowed.filter((on) => on.includes('*'));

  expect(wild.length).toBeGreaterThan(5);
  expect(wild.filter((on) => !section.includes(`\n  ${on}: `))).toEqual([]);
});
