import { App, CfnResource, CfnStack, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ResourceGate } from '../../src/gate';
import { Organization, OrganizationAttributes, OrganizationalUnit } from '../../src/organization';
import { ACCOUNT, newApp, resourcesOf, workloadStack } from '../support/cloud';
import { MANAGEMENT, MANAGEMENT_ENV, organizationIn, treeStack, unitIn } from '../support/organization';
import { messageOf } from '../support/throw-problem';

const referenced = (attributes: Partial<Record<keyof OrganizationAttributes, unknown>>) => () =>
  Organization.fromOrganizationAttributes(workloadStack(), 'Organization', {
    ...{ organizationId: 'o-a1b2c3d4e5', rootId: 'r-ab12', managementAccountId: MANAGEMENT },
    ...attributes,
  } as OrganizationAttributes);

describe('an organization', () => {
  const stack = treeStack();
  const organization = new Organization(stack, 'Organization');

  test('has all features, and outlives its stack', () => {
    expect(resourcesOf(stack, 'AWS::Organizations::Organization')).toEqual([
      expect.objectContaining({
        Properties: { FeatureSet: 'ALL' },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      }),
    ]);
    expect(organization.managementAccountId).toBe(MANAGEMENT);
    expect(organization.policyTargetId).toBe(organization.rootId);
  });

  test('that exists is known by its ids, without a resource', () => {
    const elsewhere = workloadStack();
    const known = organizationIn(elsewhere);
    const { organizationId, rootId, managementAccountId, policyTargetId, policyTargetName } = known;

    expect(elsewhere.resolve(known.organizationArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:organizations::${MANAGEMENT}:organization/o-a1b2c3d4e5`]],
    });
    expect([organizationId, rootId, managementAccountId]).toEqual(['o-a1b2c3d4e5', 'r-ab12', MANAGEMENT]);
    expect([policyTargetId, policyTargetName]).toEqual(['r-ab12', 'Root']);
    expect(elsewhere.node.findAll().filter(CfnResource.isCfnResource)).toEqual([]);
  });

  test.each<[keyof OrganizationAttributes, unknown]>([
    ['organizationId', 'o-A1'],
    ['rootId', 'ou-ab12'],
    ['managementAccountId', '10000000000'],
  ])('that exists is not known by a wrong %s', (prop, value) => {
    const place = 'Organization.fromOrganizationAttributes';
    expect(referenced({ [prop]: value })).toThrowProblem('organization/id-invalid', prop, value, place);
    expect(referenced({ [prop]: 1 })).toThrowProblem('props/wrong-type', prop, 1, place);
    expect(referenced({ [prop]: undefined })).toThrowProblem('props/missing', prop, undefined, place);
  });

  test('has a management account that is known at synthesis, since other stacks are kept out of it', () => {
    const late = 'an account that only the deployment knows';
    const code = 'organization/account-not-known';

    expect(() => new Organization(new Stack(newApp(), 'Late'), 'Organization')).toThrowProblem(
      ...([code, 'env.account', late, 'Late/Organization'] as const),
    );
    const { account } = new Stack(newApp(), 'Late');
    expect(referenced({ managementAccountId: account })).toThrowProblem(code, 'managementAccountId', late);
  });
});

describe('PC5c a stack aimed at the management account', () => {
  const workload = (scope: App | Stage, id = 'Workload') => {
    const stack = treeStack(scope, id);
    new Topic(stack, 'Topic');
    return stack;
  };
  const refusal = ['organization/workload-in-management-account', 'env.account', MANAGEMENT] as const;
  const appWith = (build: (app: App) => void) => {
    const app = newApp();
    build(app);
    return () => app.synth();
  };

  test('is an error beside an organization that is referenced', () => {
    const synth = appWith((app) => {
      organizationIn(workloadStack(app));
      workload(app);
    });
    expect(synth).toThrowProblem(...refusal, 'Web/Organization');
    expect(synth).toThrow(/move the stack Workload to a member account/);
  });

  test('is an error beside an organization that is created, once however often the organization is referenced', () => {
    const synth = appWith((app) => {
      new Organization(treeStack(app), 'Organization');
      ['One', 'Two'].forEach((id) => organizationIn(workloadStack(app, id)));
      workload(app);
    });
    expect(synth).toThrowProblem(...refusal, 'Tree/Organization');
    expect(messageOf(synth)!.split(refusal[0])).toHaveLength(2);
  });

  test('is an error in another Stage, whichever of the two is synthesized first', () => {
    const inStage = (app: App, id: string) => new Stage(app, id, { env: MANAGEMENT_ENV });
    const stagesFirst = appWith((app) => {
      workload(inStage(app, 'Production'));
      organizationIn(workloadStack(app));
    });
    const organizationFirst = appWith((app) => {
      organizationIn(workloadStack(inStage(app, 'Landing')));
      workload(app);
    });
    expect(stagesFirst).toThrowProblem(...refusal, 'Web/Organization');
    expect(organizationFirst).toThrowProblem(...refusal, 'Landing/Web/Organization');
  });

  test('is an error behind a closed gate, where the plan would show it', () => {
    const synth = appWith((app) => {
      organizationIn(workloadStack(app));
      new ResourceGate(app, 'Gate', { scopes: [workload(app)] });
    });
    expect(synth).toThrowProblem(...refusal, 'Web/Organization');
  });

  test('is an error as the twin of a workload, and without a resource too', () => {
    const twin = appWith((app) => {
      const home = workloadStack(app);
      organizationIn(home);
      new Topic(new Stack(home, 'EdgeTwin', { env: MANAGEMENT_ENV, stackName: 'Web-edge' }), 'Topic');
    });
    const empty = appWith((app) => {
      organizationIn(treeStack(app));
    });
    expect(twin).toThrow(/move the stack Web\/EdgeTwin to a member account/);
    expect(empty).toThrowProblem(...refusal, 'Tree/Organization');
  });

  test('is right with constructs of the organization, in nested stacks and twins too', () => {
    const app = newApp();
    const stack = treeStack(app);
    const organization = organizationIn(stack);
    const nested = new NestedStack(stack, 'Nested');
    new OrganizationalUnit(nested, 'Sandbox', { organization, organizationalUnitName: 'Sandbox' });
    const twin = new Stack(stack, 'Twin', { env: { account: MANAGEMENT, region: 'eu-central-1' } });
    new CfnResource(twin, 'StackSet', { type: 'AWS::CloudFormation::StackSet' });
    workloadStack(app);

    expect(app.synth().stacks.map(({ stackName }) => stackName)).toContain('Tree');
  });

  test('is an error with a workload beside the organization, or in its twin', () => {
    const code = 'organization/workload-beside-organization';
    const beside = appWith((app) => {
      const stack = treeStack(app);
      unitIn(stack);
      new Topic(stack, 'Topic');
    });
    const inTwin = appWith((app) => {
      const stack = treeStack(app);
      unitIn(stack);
      new Topic(new Stack(stack, 'Twin', { env: MANAGEMENT_ENV }), 'Topic');
    });
    expect(beside).toThrowProblem(code, 'scope', 'Tree/Topic/Resource (AWS::SNS::Topic)', 'Tree/Organization');
    expect(inTwin).toThrowProblem(code, 'scope', 'Tree/Twin/Topic/Resource (AWS::SNS::Topic)', 'Tree/Organization');
  });

  test.each<[string, string, (stack: Stack, unit: OrganizationalUnit) => void]>([
    [
      ...(['below a construct of the organization', 'Tree/Workloads/Topic/Resource (AWS::SNS::Topic)'] as const),
      (_, unit) => new Topic(unit, 'Topic'),
    ],
    [
      ...(['by an overridden type', 'Tree/Role (AWS::SNS::Topic)'] as const),
      (stack) => new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role' }).addOverride('Type', 'AWS::SNS::Topic'),
    ],
    [
      ...(['by the address of a template', 'Tree/Other (AWS::CloudFormation::Stack)'] as const),
      (stack) => new CfnStack(stack, 'Other', { templateUrl: 'https://acme.s3.amazonaws.com/web.json' }),
    ],
  ])('is an error with a workload %s', (_, value, add) => {
    const synth = appWith((app) => {
      const stack = treeStack(app);
      add(stack, unitIn(stack));
    });
    expect(synth).toThrowProblem('organization/workload-beside-organization', 'scope', value, 'Tree/Organization');
  });

  test('that has no account is warned of: credentials of the management account would deploy it there', () => {
    const app = newApp();
    organizationIn(workloadStack(app));
    const late = new Stack(app, 'Late');
    new Topic(late, 'Topic');
    new Stack(app, 'Empty');
    const { stacks } = app.synth();
    const warnings = stacks.flatMap(({ messages }) => messages.map(({ entry }) => String(entry.data)));

    expect(warnings).toEqual([expect.stringMatching(/^Late has no account.*organization:account-not-known\]$/)]);
  });

  test('is the only place for the organization', () => {
    const stack = workloadStack();
    const organization = organizationIn(stack);
    const unit = () => new OrganizationalUnit(stack, 'Unit', { organization, organizationalUnitName: 'Unit' });
    expect(unit).toThrowProblem('organization/other-account', 'env.account', ACCOUNT, 'Web/Unit');
  });
});
