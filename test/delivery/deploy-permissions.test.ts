import { App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DeployPermissions } from '../../src/delivery';
import { ImageRepository, SchemaMigration } from '../../src/service';
import { StaticSpaSite } from '../../src/site';
import { apiIn, arnOf, IMAGE, runningApi, serviceOf } from '../support/api';
import { newApp, templateOf, workloadStack } from '../support/cloud';
import { neverItself, policiesOf, roleWith } from '../support/roles';
import { scaffoldIn } from '../support/scaffold';
import { siteIn } from '../support/site';

const agnostic = (app: App = newApp(), id = 'Agnostic') => new Stack(app, id);
const grantedBy = (stack: Stack, permissions: DeployPermissions) => {
  const { Default, ...others } = policiesOf(roleWith(stack, permissions));
  expect([Default[0].Sid, others]).toEqual(['NeverItself', {}]);
  return Default.slice(1);
};

describe('pushImages', () => {
  const image = (stack: Stack) => new ImageRepository(stack, 'Image', { image: IMAGE });
  const PUSHING = [
    { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    {
      Effect: 'Allow',
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:BatchGetImage',
        'ecr:PutImage',
      ],
      Resource: arnOf('ecr:ap-southeast-1:111111111111:repository/rl-bank-api'),
    },
  ];

  test.each([
    ['in the stack of the image', () => workloadStack()],
    ['in a stack without account and region, where the image says', () => agnostic()],
  ])('RB13 allows seven actions, six of them on one repository, and no rolling: %s', (_, of) => {
    const stack = of();

    expect(grantedBy(stack, DeployPermissions.pushImages(image(stack)))).toEqual(PUSHING);
  });

  test('RB13 makes no export of the image for a role in another stack', () => {
    const app = newApp();
    const pushed = image(workloadStack(app, 'Images'));

    expect(grantedBy(workloadStack(app, 'Roles'), DeployPermissions.pushImages(pushed))).toEqual(PUSHING);
  });
});

describe('rollService', () => {
  const SERVICE = arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api');

  test('RB13 allows two actions on one service, from another stack too', () => {
    const app = newApp();
    const service = runningApi({}, workloadStack(app));

    expect(grantedBy(workloadStack(app, 'Roles'), DeployPermissions.rollService(service))).toEqual([
      { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: SERVICE, Condition: expect.anything() },
      { Effect: 'Allow', Action: 'ecs:DescribeServices', Resource: SERVICE },
    ]);
  });

  test('takes a service without tasks, which waits for its image', () => {
    const stack = workloadStack();
    const permissions = DeployPermissions.rollService(apiIn(stack));

    expect(grantedBy(stack, permissions)[1].Resource).toEqual(SERVICE);
    expect(serviceOf(stack).DesiredCount).toBe(0);
  });

  test('leaves account and region to CloudFormation in a stack without them', () => {
    const stack = agnostic();
    const place = [':ecs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];

    expect(grantedBy(stack, DeployPermissions.rollService(apiIn(stack)))[1].Resource).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...place, ':service/prd-rl-bank-api/prd-rl-bank-api']],
    });
  });
});

test('RB13 releaseService allows to start one state machine and to describe its executions, from another stack too', () => {
  const app = newApp();
  const migration = SchemaMigration.fromStateMachineName(workloadStack(app), 'Migration', 'prd-release');
  const place = 'states:ap-southeast-1:111111111111';

  expect(grantedBy(workloadStack(app, 'Roles'), DeployPermissions.releaseService(migration))).toEqual([
    { Effect: 'Allow', Action: 'states:StartExecution', Resource: arnOf(`${place}:stateMachine:prd-release`) },
    { Effect: 'Allow', Action: 'states:DescribeExecution', Resource: arnOf(`${place}:execution:prd-release:*`) },
  ]);
});

test.each(['Settings', 'Roles'])('writeReleaseParameter allows to write one parameter, in the stack %s', (id) => {
  const app = newApp();
  const settings = workloadStack(app, 'Settings');
  const parameter = scaffoldIn(settings).parameters.SENTRY_RELEASE;
  const place = id === 'Settings' ? settings : workloadStack(app, id);

  expect(grantedBy(place, DeployPermissions.writeReleaseParameter(parameter))).toEqual([
    {
      Effect: 'Allow',
      Action: 'ssm:PutParameter',
      Resource: arnOf('ssm:ap-southeast-1:111111111111:parameter/rl/bank/api/SENTRY_RELEASE'),
    },
  ]);
});

describe('publishSite', () => {
  /** Statements with a bucket and a distribution as the template names them. */
  const publishing = (
    bucket: object,
    distribution: object,
    beforeId: Array<string | object> = [':cloudfront::111111111111:distribution/'],
  ) => {
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', bucket];
    return [
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: { 'Fn::Join': ['', arn] } },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: { 'Fn::Join': ['', [...arn, '/*']] },
      },
      {
        Effect: 'Allow',
        Action: 'cloudfront:CreateInvalidation',
        Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...beforeId, distribution]] },
      },
    ];
  };
  const output = (StackName: string, beginning: string, Region?: string) => ({
    'Fn::GetStackOutput': {
      StackName,
      OutputName: expect.stringMatching(new RegExp(`^${beginning}[0-9a-f]{8}$`)),
      ...(Region ? { Region } : {}),
    },
  });
  const granted = (stack: Stack, site: StaticSpaSite) => grantedBy(stack, DeployPermissions.publishSite(site));

  test('RB14 allows five actions, on one bucket and one distribution', () => {
    const stack = workloadStack();
    const [bucket, distribution] = [/^SiteContent/, /^SiteDistribution/].map((id) => expect.stringMatching(id));

    expect(granted(stack, siteIn(stack))).toEqual(publishing({ Ref: bucket }, { Ref: distribution }));
  });

  test('RB14 deploys a role in another stack after the site, without an export', () => {
    const app = newApp();
    const [web, roles] = [workloadStack(app), workloadStack(app, 'Roles')];

    expect(granted(roles, siteIn(web))).toEqual(
      publishing(output('Web', 'ContentBucket'), output('Web', 'DistributionId')),
    );
    expect([web.dependencies, roles.dependencies]).toEqual([[], [web]]);
  });

  test('takes a site and a role in stacks without account and region', () => {
    const app = newApp();

    expect(granted(agnostic(app, 'Roles'), siteIn(agnostic(app)))).toEqual(
      publishing(output('Agnostic', 'ContentBucket'), output('Agnostic', 'DistributionId'), [
        ':cloudfront::',
        { Ref: 'AWS::AccountId' },
        ':distribution/',
      ]),
    );
  });

  test('takes a role in a stack without account and region, and a site whose region is known', () => {
    const app = newApp();
    const region = 'ap-southeast-1';

    expect(granted(agnostic(app, 'Roles'), siteIn(workloadStack(app)))).toEqual(
      publishing(output('Web', 'ContentBucket', region), output('Web', 'DistributionId', region)),
    );
  });
});

describe('of', () => {
  const listing = new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });

  test('allows the statements that are given, beside the denial', () => {
    expect(policiesOf(roleWith(workloadStack(), DeployPermissions.of([listing]), 'ci'))).toEqual({
      Default: [neverItself('ci'), { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
    });
  });

  test.each<[string, unknown, string, unknown]>([
    ['one statement', listing, 'statements', 'a value of the type PolicyStatement'],
    ['an item of another type', [listing, { Action: '*' }], 'statements[1]', 'a value of the type Object'],
  ])('refuses %s, which plain JavaScript can pass', (_, given, prop, value) => {
    expect(() => DeployPermissions.of(given as any)).toThrowProblem('delivery/of-another-kind', prop, value);
  });
});

describe('cdk-nag', () => {
  const image = (stack: Stack) => new ImageRepository(stack, 'Image', { image: IMAGE });
  const acknowledged = (permissionsIn: (stack: Stack) => DeployPermissions, later: PolicyStatement[] = []) => {
    const stack = workloadStack();
    const role = roleWith(stack, permissionsIn(stack));
    later.forEach((statement) => role.role.addToPolicy(statement));
    templateOf(stack);
    const metadata = role.node.findAll().flatMap((node) => node.node.metadata);
    return metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).map(({ data }) => data);
  };
  const pushing = (...resources: string[]) =>
    acknowledged(
      (stack) => DeployPermissions.pushImages(image(stack)),
      [new PolicyStatement({ actions: ['iam:PassRole'], resources })],
    );
  const LOGIN = { 'AwsSolutions-IAM5[Resource::*]': expect.stringContaining('README.md lists each action') };

  test('reports the wildcards of of(), and those of pushImages are acknowledged', () => {
    const listing = new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });

    expect(acknowledged(() => DeployPermissions.of([listing]))).toEqual([]);
    expect(acknowledged((stack) => DeployPermissions.pushImages(image(stack)))).toEqual([LOGIN]);
  });

  test('reports the wildcards of a statement that is added to the role of pushImages later', () => {
    expect(pushing('*')).toEqual([]);
    expect(pushing('arn:aws:iam::111111111111:role/*')).toEqual([LOGIN]);
  });
});

test.each<[string, string, () => DeployPermissions]>([
  ['pushImages', 'image', () => DeployPermissions.pushImages(undefined as any)],
  ['rollService', 'service', () => DeployPermissions.rollService(undefined as any)],
  ['releaseService', 'migration', () => DeployPermissions.releaseService(undefined as any)],
  ['writeReleaseParameter', 'parameter', () => DeployPermissions.writeReleaseParameter(undefined as any)],
  ['publishSite', 'site', () => DeployPermissions.publishSite(undefined as any)],
  ['of', 'statements', () => DeployPermissions.of(undefined as any)],
  ['diffStacks', 'stacks', () => DeployPermissions.diffStacks({} as any)],
  ['manageInfrastructure', 'zone', () => DeployPermissions.manageInfrastructure({ certificateNames: [] } as any)],
])('%s names %s if plain JavaScript leaves it out', (factory, prop, build) => {
  expect(build).toThrowProblem('props/missing', prop, undefined, `DeployPermissions.${factory}`);
});

test('diffStacks names what its infrastructure lacks', () => {
  const options: any = { stacks: [workloadStack()], infrastructure: { certificateNames: ['api.bank.example'] } };

  expect(() => DeployPermissions.diffStacks(options)).toThrowProblem(
    'props/missing',
    'zone',
    undefined,
    'DeployPermissions.diffStacks',
  );
});
