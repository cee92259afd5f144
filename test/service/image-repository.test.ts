import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ImageRepository, ImageRepositoryProps } from '../../src/service';
import { arnOf, IMAGE } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const REPOSITORY = 'AWS::ECR::Repository';
const ARN = arnOf('ecr:ap-southeast-1:111111111111:repository/rl-bank-api');

function channelIn(stack: Stack, props: Partial<ImageRepositoryProps> = {}): ImageRepository {
  return new ImageRepository(stack, 'Image', { image: IMAGE, ...props });
}
function repositoryWith(props: Partial<ImageRepositoryProps>, app?: App) {
  const stack = workloadStack(app);
  const { deploymentTag } = channelIn(stack, props);
  const [{ Properties, DeletionPolicy }] = resourcesOf(stack, REPOSITORY);
  const [rule, ...others] = JSON.parse(Properties.LifecyclePolicy.LifecyclePolicyText).rules;
  expect(others).toEqual([]);
  return { stack, deploymentTag, Properties, DeletionPolicy, selection: rule.selection };
}

test('RB5a RB5c the repository is made under its name, scans what is pushed, and is kept: the channel is the one tag that moves', () => {
  const { deploymentTag, Properties, DeletionPolicy } = repositoryWith({});

  expect([deploymentTag, DeletionPolicy]).toEqual(['live', 'RetainExceptOnCreate']);
  expect(Properties).toMatchObject({
    RepositoryName: 'rl-bank-api',
    ImageScanningConfiguration: { ScanOnPush: true },
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'live' },
    ],
  });
});

test('RB5a the repository is adopted where it exists', () => {
  const stack = workloadStack();
  const { repository } = channelIn(stack, { repositoryExists: true });

  expect(resourcesOf(stack, REPOSITORY)).toEqual([]);
  expect(stack.resolve(repository.repositoryArn)).toEqual(ARN);
});

test('RB5a the repository goes with its stack by two keys alone', () => {
  const armed = newApp({ context: { 'rl-bank-constructs:destroyData': 'true' } });

  expect(repositoryWith({ removalPolicy: RemovalPolicy.DESTROY }, armed).DeletionPolicy).toBe('Delete');
  expect(() => channelIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
    'removal/second-key-missing',
    'removalPolicy',
    'destroy',
  );
});

test.each([
  ['latest', 1],
  ['live', 0],
])('RB5c the channel called %s is taken, with %d notes', (tag, count) => {
  const { stack } = repositoryWith({ image: IMAGE.replace(':live', `:${tag}`) });
  const notes = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('^The channel is called "latest"'));

  expect(notes).toHaveLength(count);
});

test('RB5c the channel is absent where an image is pinned by its digest: then every tag is immutable', () => {
  const { deploymentTag, Properties } = repositoryWith({ image: IMAGE.replace(':live', `@sha256:${'0'.repeat(64)}`) });

  expect(deploymentTag).toBeUndefined();
  expect(Properties.ImageTagMutability).toBe('IMMUTABLE');
  expect(Properties.ImageTagMutabilityExclusionFilters).toBeUndefined();
});

test.each([
  [undefined, 90],
  [Duration.days(30), 30],
])('only images without a tag are thrown away, and late: %s', (untaggedRetention, countNumber) => {
  expect(repositoryWith({ untaggedRetention }).selection).toEqual({
    tagStatus: 'untagged',
    countType: 'sinceImagePushed',
    countNumber,
    countUnit: 'days',
  });
});

test('RB13 pushing takes these seven actions, on the one repository', () => {
  const stack = workloadStack();
  channelIn(stack)
    .grantPush(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }))
    .assertSuccess();

  expect(resourcesOf(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement).toEqual([
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
      Resource: ARN,
    },
  ]);
});

test('RB5b an image elsewhere is used as it is where that is stated', () => {
  const stack = workloadStack();
  const image = '222222222222.dkr.ecr.eu-west-1.amazonaws.com/shared/api:live';
  const channel = channelIn(stack, { image, imageIsElsewhere: true });

  expect([channel.imageUri, channel.repositoryUri]).toEqual([image, image.replace(':live', '')]);
  expect(stack.resolve(channel.repository.repositoryArn)).toEqual(
    arnOf('ecr:eu-west-1:222222222222:repository/shared/api'),
  );
  expect(templateOf(stack).Resources).toBeUndefined();
});
