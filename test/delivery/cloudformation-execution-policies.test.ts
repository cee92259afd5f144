import { App, Fn, Stack, Stage } from 'aws-cdk-lib';
import { CfnRole, CfnUser, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ResourceGate } from '../../src/gate';
import { ACCOUNT, EDGE, newApp, WORKLOAD } from '../support/cloud';
import {
  allowedBy,
  policiesIn,
  policiesOf,
  Props,
  resource,
  roleIn,
  stackIn,
  written,
} from '../support/execution-policies';

describe('in an app', () => {
  test('RB24 a closed gate changes nothing: the administrator has the policies before the first deployment', () => {
    const templates = [true, false].map((createResources) => {
      const app = newApp();
      const stack = stackIn(app);
      roleIn(stack);
      new CfnBucket(stack, 'Bucket');
      new ResourceGate(app, 'Gate', { scopes: [stack], createResources });
      return written(policiesIn(app));
    });

    expect(templates[0]).toContain('prd-bank-data-*');
    expect(templates[1]).toBe(templates[0]);
  });

  test('a Stage has its policies in its own assembly', () => {
    const stage = new Stage(newApp(), 'Prod', { env: WORKLOAD });
    new CfnBucket(new Stack(stage, 'Data'), 'Bucket');
    expect(allowedBy(policiesIn(stage))).toContain('s3:CreateBucket on arn:aws:s3:::prod-data-*');
  });

  test('a qualifier of its own has a bootstrap stack of its own; the context has the qualifier too', () => {
    const app = newApp({ context: { '@aws-cdk/core:bootstrapQualifier': 'bank' } });
    new CfnBucket(stackIn(app), 'Bucket');
    const policies = policiesIn(app);

    expect(written(policies, 'policies.txt')).not.toContain('Warning');
    expect(written(policies, 'policies.txt')).toContain(
      `cdk bootstrap aws://${ACCOUNT}/ap-southeast-1 --qualifier bank --toolkit-stack-name CDKToolkit-bank`,
    );
    expect([policies.policyName, policies.boundaryName]).toEqual([
      'cdk-bank-cfn-exec-prd-bank',
      'cdk-bank-cfn-exec-prd-bank-boundary',
    ]);
    expect(policiesIn(newApp(), { qualifier: 'other' }).policyName).toBe('cdk-other-cfn-exec-prd-bank');
  });

  test('the bootstrap of the default qualifier has a warning: it is that of other apps too', () => {
    const app = newApp();
    new CfnBucket(stackIn(app), 'Bucket');

    expect(written(policiesIn(app), 'policies.txt')).toContain(
      'Warning: this replaces the execution policies of every app that uses this bootstrap; ' +
        'for a qualifier of its own set the context @aws-cdk/core:bootstrapQualifier.',
    );
  });

  test('many resources are split into policies within the quota, in the same way every time', () => {
    const build = () => {
      const app = newApp();
      const stack = stackIn(app);
      const name = (index: number) => `/a/path/with/eighty/characters/so/that/few/fit/into/one/policy/${index}`;
      Array.from({ length: 150 }, (_, index) =>
        resource(stack, 'AWS::SSM::Parameter', { Name: name(index), Type: 'String', Value: '1' }, `P${index}`),
      );
      return policiesOf(policiesIn(app));
    };
    const policies = build();
    const sizes = Object.values(policies).map(({ PolicyDocument }) => JSON.stringify(PolicyDocument).length);

    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
    expect(build()).toEqual(policies);
  });
});

describe('errors', () => {
  function synth(build: (app: App) => void, props: Props = {}) {
    const app = newApp();
    build(app);
    policiesIn(app, props);
    return () => app.synth();
  }
  const problem = (name: string) => `execution-policies/${name}`;

  test.each(['cdk-bank', 'cdk', 'prd bank', ''])('the prefix %p is refused', (namePrefix) => {
    expect(() => policiesIn(newApp(), { namePrefix })).toThrowProblem(problem('name-prefix'), 'namePrefix', namePrefix);
  });

  test('an app without stacks is refused', () => {
    expect(synth(() => undefined)).toThrowProblem(problem('no-stack'), 'scopes', [], 'Policies');
  });

  test('a stack without an environment is refused', () => {
    const build = (app: App) => void new CfnBucket(new Stack(app, 'prd-bank'), 'Bucket');
    expect(synth(build)).toThrowProblem(problem('no-environment'), 'scopes', ['prd-bank'], 'Policies');
  });

  test('a qualifier that the stacks do not have is refused: they would deploy with another bootstrap stack', () => {
    const build = (app: App) => void new CfnBucket(stackIn(app), 'Bucket');
    expect(synth(build, { qualifier: 'bank' })).toThrowProblem(
      problem('other-qualifier'),
      'qualifier',
      'bank',
      'Policies',
    );
  });

  test('stacks of two accounts are refused', () => {
    const build = (app: App) => {
      new CfnBucket(stackIn(app), 'Bucket');
      new CfnBucket(stackIn(app, 'prd-bank-other', { ...EDGE, account: '222222222222' }), 'Bucket');
    };
    const accounts = [ACCOUNT, '222222222222'];
    expect(synth(build)).toThrowProblem(problem('several-accounts'), 'scopes', accounts, 'Policies');
  });

  test('a type that is not known is refused by name, with what to add', () => {
    const build = (app: App) => void resource(stackIn(app), 'AWS::QLDB::Ledger');
    expect(synth(build)).toThrowProblem(problem('unknown-type'), 'additionalPermissions', [], 'Policies');
    expect(synth(build)).toThrow(/must have AWS::QLDB::Ledger.*add `'AWS::QLDB::Ledger': \[new PolicyStatement/);
  });

  test('RB24 a role, user or managed policy with another prefix is refused', () => {
    const refused = ['RoleName', 'UserName', 'ManagedPolicyName'].map((property) => {
      const type = `AWS::IAM::${property.replace('Name', '')}`;
      return synth((app) => void resource(stackIn(app), type, { [property]: 'stg-bank' }));
    });
    for (const it of refused) {
      expect(it).toThrowProblem(problem('name-outside-prefix'), 'namePrefix', 'prd-bank', 'Policies');
    }
  });

  test.each(['Group', 'GroupPolicy', 'UserToGroupAddition', 'AccessKey'])('RB24 AWS::IAM::%s is refused', (type) => {
    const build = (app: App) => void resource(stackIn(app), `AWS::IAM::${type}`, { GroupName: 'prd-bank-admins' });
    expect(synth(build)).toThrowProblem(problem('without-boundary'), 'scopes', ['prd-bank-data/It'], 'Policies');
  });

  test.each([
    ['ManagedPolicy', { ManagedPolicyName: 'prd-bank-read', Roles: ['theirs'] }],
    ['ManagedPolicy', { ManagedPolicyName: 'prd-bank-read', Users: ['theirs'] }],
    ['Policy', { PolicyName: 'read', Groups: ['theirs'] }],
    ['RolePolicy', { PolicyName: 'read', RoleName: 'theirs' }],
    ['UserPolicy', { PolicyName: 'read', UserName: 'theirs' }],
    ['User', { UserName: 'prd-bank-mail', Groups: ['theirs'] }],
  ])('RB24 AWS::IAM::%s with %j is refused: it changes what is not in the templates', (type, properties) => {
    const build = (app: App) => void resource(stackIn(app), `AWS::IAM::${type}`, { ...properties, PolicyDocument: {} });
    const at = ['prd-bank-data/It'];
    expect(synth(build)).toThrowProblem(problem('principal-outside-templates'), 'scopes', at, 'Policies');
  });

  test.each([
    ['of AWS', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ['of the account', `arn:aws:iam::${ACCOUNT}:policy/theirs`],
    ['in the templates', Fn.ref('Limit')],
  ])('RB24 another boundary is refused on roles and users: %s', (_what, permissionsBoundary) => {
    const build = (app: App) => {
      const stack = stackIn(app);
      const policy = { ManagedPolicyName: 'prd-bank-limit', PolicyDocument: {} };
      resource(stack, 'AWS::IAM::ManagedPolicy', policy, 'Limit').overrideLogicalId('Limit');
      roleIn(stack);
      new CfnRole(stack, 'It', { assumeRolePolicyDocument: {}, permissionsBoundary });
      new CfnUser(stack, 'Mail', { permissionsBoundary });
    };
    const at = ['prd-bank-data/It', 'prd-bank-data/Mail'];
    expect(synth(build)).toThrowProblem(problem('other-boundary'), 'scopes', at, 'Policies');
  });

  test('RB24 policies of roles in the templates are not refused, by their names and across stacks', () => {
    const app = newApp();
    const roles = [roleIn(stackIn(app), { path: '/bank/' }), roleIn(stackIn(app, 'prd-bank-jobs'))];
    const properties = {
      ManagedPolicyName: 'prd-bank-read',
      PolicyDocument: {},
      Roles: roles.map((it) => it.roleName),
    };
    resource(stackIn(app, 'prd-bank-read'), 'AWS::IAM::ManagedPolicy', properties);
    policiesIn(app);
    expect(() => app.synth()).not.toThrow();
  });

  test('a managed policy that is not in the templates is refused, unless its statements are given', () => {
    const managedPolicies = [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')];
    const build = (app: App) => void roleIn(stackIn(app), { managedPolicies });
    expect(synth(build)).toThrowProblem(problem('managed-policy'), 'boundaryStatements', undefined, 'Policies');
  });

  test('more than ten policies are refused, and a boundary that does not fit', () => {
    const long = Array.from({ length: 400 }, (_, index) => `/${String(index).padStart(3, '0')}${'a'.repeat(160)}`);
    const parameters = (app: App) => {
      const stack = stackIn(app);
      long.forEach((Name, index) =>
        resource(stack, 'AWS::SSM::Parameter', { Name, Type: 'String', Value: '1' }, `P${index}`),
      );
    };
    const actions = Array.from({ length: 300 }, (_, index) => `s3:Get${'A'.repeat(20)}${index}`);
    const role = (app: App) => {
      roleIn(stackIn(app)).addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
    };

    expect(synth(parameters)).toThrow(/'scopes' is "stacks that need \d\d policies".*execution-policies\/too-many/);
    expect(synth(role)).toThrow(/'scopes' is "stacks with a policy of \d+ characters".*execution-policies\/too-long/);
  });

  test('more than ten are written where the quota of the account is higher, and a quota that no account has is refused', () => {
    const parameters = (managedPoliciesPerRole: number) => {
      const app = newApp();
      const stack = stackIn(app);
      Array.from({ length: 130 }, (_, index) =>
        resource(
          stack,
          'AWS::SSM::Parameter',
          { Name: `/${index}${'a'.repeat(160)}`, Type: 'String', Value: '1' },
          `P${index}`,
        ),
      );
      return policiesIn(app, { managedPoliciesPerRole });
    };

    expect(Object.keys(policiesOf(parameters(20))).length).toBeGreaterThan(11);
    expect(() => parameters(26)).toThrowProblem(problem('policies-per-role'), 'managedPoliciesPerRole', 26, 'Policies');
    expect(() => parameters('20' as any)).toThrowProblem(
      'props/wrong-type',
      'managedPoliciesPerRole',
      '20',
      'Policies',
    );
  });
});
