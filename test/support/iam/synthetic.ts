import { App, Stack } from 'aws-cdk-lib';
import {
  ArnPrincipal,
  Effect,
  ManagedPolicy,
  PolicyStatement,
  PolicyStatementProps,
  Role,
  ServicePrincipal,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ACCOUNT, newApp, workloadStack } from '../cloud';
import { roleIn, RolePolicies } from './policies';
import { StackTemplate } from './resolver';
import { Universe, universeOf } from './universe';
import { World } from './world';

export const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
export const SUBJECT = 'repo:rl-bank@1001/web@2002:environment:production';
const HOST = 'token.actions.githubusercontent.com';

/** An app with one role, to try the harness on: it writes one bucket, asks for certificates, and is bounded. */
export function syntheticApp(): App {
  const app = newApp();
  const stack = workloadStack(app, 'Synthetic');
  const bucket = new Bucket(stack, 'Site', { bucketName: 'synthetic-site', enforceSSL: true });
  const boundary = new ManagedPolicy(stack, 'Boundary', {
    managedPolicyName: 'synthetic-boundary',
    statements: [statement(['s3:*', 'acm:*', 'sns:*'], ['*'])],
  });
  const role = new Role(stack, 'Role', {
    roleName: 'synthetic-publisher',
    path: '/ci/',
    permissionsBoundary: boundary,
    assumedBy: new WebIdentityPrincipal(PROVIDER, {
      StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: SUBJECT },
    }),
  });
  role.addToPolicy(statement(['s3:PutObject'], [bucket.arnForObjects('assets/*')]));
  role.addToPolicy(statement(['s3:ListBucket'], [bucket.bucketArn], { StringLike: { 's3:prefix': 'assets/*' } }));
  role.addToPolicy(
    statement(['acm:RequestCertificate'], ['*'], {
      'ForAllValues:StringEquals': { 'acm:DomainNames': ['app.bank.example'] },
      Null: { 'acm:DomainNames': 'false' },
    }),
  );
  // The boundary does not let it.
  role.addToPolicy(statement(['ssm:GetParameter'], [`arn:aws:ssm:ap-southeast-1:${ACCOUNT}:parameter/synthetic`]));
  role.addToPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['iam:*'], resources: ['*'] }));
  return app;
}

export function statement(actions: string[], resources: string[], conditions?: PolicyStatementProps['conditions']) {
  return new PolicyStatement({ actions, resources, conditions });
}

/** The app, its role and all that the role is tried on. */
export function synthetic(): { world: World; role: RolePolicies; universe: Universe } {
  const world = World.of(syntheticApp());
  return { world, role: roleIn(world, 'synthetic-publisher'), universe: universeOf(world) };
}

/** A world of templates that no app makes. */
export function worldOf(...templates: Array<Partial<StackTemplate>>): World {
  const place = { partition: 'aws', account: ACCOUNT, region: 'ap-southeast-1' };
  return new World(templates.map((stack, index) => ({ name: `Stack${index}`, template: {}, ...place, ...stack })));
}

/** A role with these statements and nothing else. */
export function roleWith(
  statements: RolePolicies['identity'][0]['policy']['Statement'],
  more: Partial<RolePolicies> = {},
) {
  const name = more.name ?? 'tried';
  return {
    name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    account: ACCOUNT,
    identity: [{ name: 'Policy', policy: { Version: '2012-10-17', Statement: statements } }],
    trust: { Version: '2012-10-17', Statement: [] },
    ...more,
  } as RolePolicies;
}

/** A stack with a role of CI in another account, and one that ECS takes on. */
export function rolesOfOthers(): World {
  const stack = workloadStack(newApp(), 'Others');
  const ci = new ArnPrincipal('arn:aws:iam::222222222222:role/ci').withConditions({
    StringEquals: { 'sts:ExternalId': 'rl-bank-7f3a' },
  });
  new Role(stack, 'Ci', { roleName: 'trusts-ci', assumedBy: ci });
  new Role(stack, 'Task', { roleName: 'trusts-ecs', assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  return World.of(Stack.of(stack).node.root as App);
}
