import { DefaultStackSynthesizer, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ValkeyCache } from '../../../src/data';
import { DeployPermissions, DeployRole, DeployStacksOptions, DiffStacksOptions } from '../../../src/delivery';
import { arnOf, exportsIn } from '../../support/api';
import { EDGE, newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { neverItself, policiesOf, roleWith } from '../../support/roles';
import { networkIn } from '../../support/scaffold';

function planIn(stack: Stack, options: Partial<DiffStacksOptions> = {}): DeployRole {
  return roleWith(stack, DeployPermissions.diffStacks({ stacks: [stack], ...options }), 'plan');
}

function cacheIn(stack: Stack): ValkeyCache {
  const { vpc, privateSubnets } = networkIn(stack);
  return new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, cacheName: 'prd-rl-bank' });
}

const READING_WEB = [
  {
    Effect: 'Allow',
    Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
    Resource: arnOf('cloudformation:ap-southeast-1:111111111111:stack/Web/*'),
  },
  {
    Effect: 'Allow',
    Action: 'ssm:GetParameter',
    Resource: arnOf('ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/hnb659fds/version'),
  },
];

describe('diffStacks', () => {
  test('allows by default to read the stacks and the version of the bootstrap', () => {
    expect(policiesOf(planIn(workloadStack()))).toEqual({ Default: [neverItself('plan')], Stacks: READING_WEB });
  });

  test('reads the bootstrap version of the given qualifier, or of the one that a stack is deployed with', () => {
    const synthesizer = new DefaultStackSynthesizer({ qualifier: 'acme' });
    const acme = new Stack(newApp(), 'Web', { env: WORKLOAD, synthesizer });
    const version = (qualifier: string) => {
      return arnOf(`ssm:ap-southeast-1:111111111111:parameter/cdk-bootstrap/${qualifier}/version`);
    };

    expect(policiesOf(planIn(workloadStack(), { qualifier: 'rlbank' })).Stacks[1].Resource).toEqual(version('rlbank'));
    expect(policiesOf(planIn(acme)).Stacks[1].Resource).toEqual(version('acme'));
  });

  test('RB17 allows to read zone, certificates and cache, and to change none', () => {
    const stack = workloadStack();
    const infrastructure = { zone: zoneOf(stack), certificateNames: ['api.bank.example'], cache: cacheIn(stack) };

    expect(policiesOf(planIn(stack, { infrastructure }))).toEqual({
      Default: [neverItself('plan')],
      Stacks: READING_WEB,
      Infrastructure: [
        {
          Effect: 'Allow',
          Action: ['route53:GetHostedZone', 'route53:ListResourceRecordSets'],
          Resource: arnOf('route53:::hostedzone/Z0123456789ABCDEFGHIJ'),
        },
        {
          Effect: 'Allow',
          Action: 'acm:DescribeCertificate',
          Resource: [
            arnOf('acm:ap-southeast-1:111111111111:certificate/*'),
            arnOf('acm:us-east-1:111111111111:certificate/*'),
          ],
        },
        { Effect: 'Allow', Action: ['acm:ListCertificates', 'route53:ListHostedZonesByName'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'elasticache:DescribeServerlessCaches',
          Resource: arnOf('elasticache:ap-southeast-1:111111111111:serverlesscache:prd-rl-bank'),
        },
      ],
    });
  });

  test('RB17 allows nothing on a cache without one', () => {
    const stack = workloadStack();
    const infrastructure = { zone: zoneOf(stack), certificateNames: ['api.bank.example'] };

    expect(JSON.stringify(policiesOf(planIn(stack, { infrastructure })))).not.toContain('elasticache');
  });

  test('names stacks of two regions and of a Stage by their stack names, sorted', () => {
    const app = newApp();
    const roles = workloadStack(app, 'Roles');
    const edge = new Stack(app, 'Edge', { env: EDGE, stackName: 'prd-edge' });
    const inStage = workloadStack(new Stage(app, 'Prd'));
    const stacks = [inStage, edge, roles];
    const [reading, version] = policiesOf(planIn(roles, { stacks })).Stacks;

    expect(reading.Resource).toEqual([
      arnOf('cloudformation:us-east-1:111111111111:stack/prd-edge/*'),
      arnOf('cloudformation:ap-southeast-1:111111111111:stack/Prd-Web/*'),
      arnOf('cloudformation:ap-southeast-1:111111111111:stack/Roles/*'),
    ]);
    expect(version.Resource).toEqual(
      ['us-east-1', 'ap-southeast-1'].map((region) => {
        return arnOf(`ssm:${region}:111111111111:parameter/cdk-bootstrap/hnb659fds/version`);
      }),
    );
    expect(stacks).toEqual([inStage, edge, roles]);
  });

  test('leaves account and region to CloudFormation in stacks without them', () => {
    const app = newApp();
    const role = planIn(new Stack(app, 'Roles'), { stacks: [new Stack(app, 'Web')] });
    const place = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];

    const arns = policiesOf(role).Stacks.map(({ Resource }) => Resource);

    expect(arns[0]).toEqual(
      ['Roles', 'Web'].map((name) => {
        return {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:', ...place, `:stack/${name}/*`]],
        };
      }),
    );
    expect(JSON.stringify(arns[1])).toContain(':parameter/cdk-bootstrap/hnb659fds/version');
  });

  test('names nested stacks by their generated names and twins by their own, without an export', () => {
    const app = newApp();
    const web = workloadStack(app);
    const nested = new NestedStack(web, 'Nested');
    new CfnBucket(nested, 'Bucket');
    new Stack(web, 'Twin', { env: EDGE, stackName: 'Web-edge' });
    const roles = workloadStack(app, 'Roles');
    const [{ Resource }] = policiesOf(planIn(roles, { stacks: [web, nested, web] })).Stacks;

    expect(Resource.map((arn: unknown) => JSON.stringify(arn))).toEqual([
      expect.stringMatching(/:stack\/Roles\/\*/),
      expect.stringMatching(/:stack\/Web\/\*/),
      expect.stringMatching(/:stack\/Web-NestedNestedStackNestedNestedStackResource\w{8}-\*\/\*/),
      expect.stringMatching(/us-east-1:111111111111:stack\/Web-edge\/\*/),
    ]);
    expect(exportsIn(app)).toEqual([]);
    expect(roles.dependencies).toEqual([]);
  });
});

describe('deployStacks', () => {
  function deployIn(stack: Stack, options?: DeployStacksOptions): DeployRole {
    return roleWith(stack, DeployPermissions.deployStacks(options), 'deploy');
  }

  const bootstrapRoles = (kinds: string[], regions: string[], qualifier = 'hnb659fds') => {
    return kinds.flatMap((kind) =>
      regions.map((region) => arnOf(`iam::111111111111:role/cdk-${qualifier}-${kind}-role-111111111111-${region}`)),
    );
  };
  const resourcesWith = (options: DeployStacksOptions, stack = workloadStack()) => {
    return policiesOf(deployIn(stack, options)).BootstrapRoles[0].Resource;
  };

  const KINDS = ['deploy', 'file-publishing', 'lookup'];

  test('allows by default to assume the bootstrap roles of its region and us-east-1, and nothing else', () => {
    expect(policiesOf(deployIn(workloadStack()))).toEqual({
      Default: [neverItself('deploy')],
      BootstrapRoles: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: bootstrapRoles(KINDS, ['ap-southeast-1', 'us-east-1']) },
      ],
    });
  });

  test('names us-east-1 once', () => {
    expect(resourcesWith({}, new Stack(newApp(), 'Edge', { env: EDGE }))).toEqual(bootstrapRoles(KINDS, ['us-east-1']));
  });

  test('names the given regions once each, sorted', () => {
    expect(resourcesWith({ regions: ['eu-west-1', 'ap-southeast-1', 'eu-west-1'] })).toEqual(
      bootstrapRoles(KINDS, ['ap-southeast-1', 'eu-west-1']),
    );
  });

  test('takes the given qualifier, or the one that the stack is deployed with', () => {
    expect(resourcesWith({ qualifier: 'rlbank', regions: ['eu-west-1'] })).toEqual(
      bootstrapRoles(KINDS, ['eu-west-1'], 'rlbank'),
    );
    const synthesizer = new DefaultStackSynthesizer({ qualifier: 'acme' });
    const acme = new Stack(newApp(), 'Web', { env: EDGE, synthesizer });
    expect(resourcesWith({}, acme)).toEqual(bootstrapRoles(KINDS, ['us-east-1'], 'acme'));
  });

  test('allows to publish image assets if publishImageAssets is true', () => {
    const withImages = resourcesWith({ publishImageAssets: true, regions: ['eu-west-1'] });

    expect(withImages).toEqual(
      bootstrapRoles(['deploy', 'file-publishing', 'image-publishing', 'lookup'], ['eu-west-1']),
    );
    expect(resourcesWith({ publishImageAssets: false, regions: ['eu-west-1'] })).toEqual(
      bootstrapRoles(KINDS, ['eu-west-1']),
    );
  });

  test('leaves account and region to CloudFormation in a stack without them', () => {
    const [first, second] = resourcesWith({}, new Stack(newApp(), 'Agnostic'));
    const beginning = [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':iam::',
      { Ref: 'AWS::AccountId' },
      ':role/cdk-hnb659fds-deploy-role-',
      { Ref: 'AWS::AccountId' },
    ];

    expect(first).toEqual({ 'Fn::Join': ['', [...beginning, '-', { Ref: 'AWS::Region' }]] });
    expect(second).toEqual({ 'Fn::Join': ['', [...beginning, '-us-east-1']] });
  });
});
