import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ContainerImageChannel, ContainerImageChannelProps } from '../../src/service';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const REGISTRY = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com';
const REPOSITORY = 'AWS::ECR::Repository';

function channelIn(stack: Stack, props: Partial<ContainerImageChannelProps> = {}): ContainerImageChannel {
  return new ContainerImageChannel(stack, 'Image', { image: `${REGISTRY}/rl-bank-api:live`, ...props });
}

const propertiesWith = (props: Partial<ContainerImageChannelProps> = {}) => {
  const stack = workloadStack();
  channelIn(stack, props);
  return resourcesOf(stack, REPOSITORY)[0]?.Properties;
};

describe('RB5a the repository', () => {
  test('is made under its name, scans what is pushed, and is kept', () => {
    const stack = workloadStack();
    channelIn(stack);

    expect(resourcesOf(stack, REPOSITORY)).toEqual([
      expect.objectContaining({
        DeletionPolicy: 'RetainExceptOnCreate',
        Properties: expect.objectContaining({
          RepositoryName: 'rl-bank-api',
          ImageScanningConfiguration: { ScanOnPush: true },
        }),
      }),
    ]);
  });

  test('is adopted where it exists', () => {
    const stack = workloadStack();
    const { repository } = channelIn(stack, { repositoryExists: true });

    expect(resourcesOf(stack, REPOSITORY)).toEqual([]);
    expect(stack.resolve(repository.repositoryArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr:ap-southeast-1:111111111111:repository/rl-bank-api']],
    });
  });

  test('goes with its stack by two keys alone', () => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': 'true' } }));
    channelIn(stack, { destroyImages: true });

    expect(resourcesOf(stack, REPOSITORY)[0].DeletionPolicy).toBe('Delete');
    expect(() => channelIn(workloadStack(), { destroyImages: true })).toThrow("'destroyImages' is true");
  });
});

describe('RB5c the channel', () => {
  test('is the one tag that moves', () => {
    expect(channelIn(workloadStack()).channel).toBe('live');
    expect(propertiesWith()).toMatchObject({
      ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: [
        { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'live' },
      ],
    });
  });

  test('called latest is taken, with a note', () => {
    const stack = workloadStack();
    channelIn(stack, { image: `${REGISTRY}/rl-bank-api:latest` });
    const notes = (stack.node.root as App).synth().getStackArtifact(stack.artifactId).messages;

    expect(notes.map(({ level, entry }) => [level, String(entry.data).slice(0, 33)])).toEqual([
      ['info', 'The channel is called "latest". I'],
    ]);
  });

  test('is absent where an image is pinned by its digest: then every tag is immutable', () => {
    const image = `${REGISTRY}/rl-bank-api@sha256:${'0'.repeat(64)}`;

    expect(channelIn(workloadStack(), { image }).channel).toBeUndefined();
    expect(propertiesWith({ image }).ImageTagMutability).toBe('IMMUTABLE');
    expect(propertiesWith({ image }).ImageTagMutabilityExclusionFilters).toBeUndefined();
  });
});

test.each([
  [undefined, 90],
  [Duration.days(30), 30],
])('only images without a tag are thrown away, and late: %s', (untaggedRetention, countNumber) => {
  const { rules } = JSON.parse(propertiesWith({ untaggedRetention }).LifecyclePolicy.LifecyclePolicyText);

  expect(rules).toEqual([
    expect.objectContaining({
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber, countUnit: 'days' },
    }),
  ]);
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
      Resource: {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':ecr:ap-southeast-1:111111111111:repository/rl-bank-api'],
        ],
      },
    },
  ]);
});

test('RB5b an image elsewhere is used as it is where that is stated', () => {
  const stack = workloadStack();
  const image = '222222222222.dkr.ecr.eu-west-1.amazonaws.com/shared/api:live';
  const channel = channelIn(stack, { image, imageIsElsewhere: true });

  expect(channel.imageUri).toBe(image);
  expect(channel.repositoryUri).toBe('222222222222.dkr.ecr.eu-west-1.amazonaws.com/shared/api');
  expect(JSON.stringify(stack.resolve(channel.repository.repositoryArn))).toContain(
    ':ecr:eu-west-1:222222222222:repository/shared/api',
  );
  expect(templateOf(stack).Resources).toBeUndefined();
});
