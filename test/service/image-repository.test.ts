import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImageReferenceOptions, ImageRepository, ImageRepositoryProps } from '../../src/service';
import { apiIn, arnOf, containerOf, IMAGE } from '../support/api';
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

test('RB5a the repository goes with its stack by two keys alone', () => {
  const armed = newApp({ context: { 'rl-bank-constructs:destroyData': 'true' } });

  expect(repositoryWith({ removalPolicy: RemovalPolicy.DESTROY }, armed).DeletionPolicy).toBe('Delete');
  expect(() => channelIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
    'removal/second-key-missing',
    'removalPolicy',
    'destroy',
  );
});

test('with `nextTag` a second tag moves: no template names it, and permissions are the same', () => {
  const stack = workloadStack();
  const image = channelIn(stack, { nextTag: true });
  const filters = resourcesOf(stack, REPOSITORY)[0].Properties.ImageTagMutabilityExclusionFilters;

  expect([image.deploymentTag, image.nextTag, image.imageUri]).toEqual(['live', 'live-next', IMAGE]);
  expect(filters).toEqual(
    ['live', 'live-next'].map((tag) => ({
      ImageTagMutabilityExclusionFilterType: 'WILDCARD',
      ImageTagMutabilityExclusionFilterValue: tag,
    })),
  );
  expect(channelIn(workloadStack()).nextTag).toBeUndefined();
});

test('`nextTag` of another type is refused', () => {
  expect(() => channelIn(workloadStack(), { nextTag: 'live-next' as any })).toThrowProblem(
    'props/wrong-type',
    'nextTag',
    'live-next',
  );
});

test.each([
  ['latest', 1],
  ['live', 0],
])('RB5c the channel called %s is taken, with %d notes', (tag, count) => {
  const { stack } = repositoryWith({ image: IMAGE.replace(':live', `:${tag}`) });
  const notes = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('^The deployment tag is "latest"'));

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

test('RB13 a customer key encrypts the images, and pushing needs no permission on it: ECR has a grant', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key');
  channelIn(stack, { encryptionKey }).grantPush(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }));

  expect(resourcesOf(stack, REPOSITORY)[0].Properties.EncryptionConfiguration).toEqual({
    EncryptionType: 'KMS',
    KmsKey: stack.resolve(encryptionKey.keyArn),
  });
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).not.toContain('kms:');
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

describe('PC18 `pullableByOrganization`', () => {
  test('a policy with three actions that read is for principals of the organization alone', () => {
    expect(
      repositoryWith({ pullableByOrganization: 'o-a1b2c3d4e5' }).Properties.RepositoryPolicyText.Statement,
    ).toEqual([
      {
        Sid: 'PullByOrganization',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      },
    ]);
  });

  test('a repository has no policy without it', () => {
    expect(repositoryWith({}).Properties.RepositoryPolicyText).toBeUndefined();
  });

  test.each(['', '*', 'o-*', 'o-A1B2C3D4E5', '111111111111', 'arn:aws:organizations::1:organization/o-a1b2c3d4e5'])(
    '%p is refused, because a policy with it would let in others or no principal',
    (pullableByOrganization) => {
      expect(() => channelIn(workloadStack(), { pullableByOrganization })).toThrowProblem(
        'organization/not-an-id',
        'pullableByOrganization',
        pullableByOrganization,
      );
    },
  );

  test('a list of organizations from JavaScript is refused', () => {
    expect(() => channelIn(workloadStack(), { pullableByOrganization: ['o-a1b2c3d4e5'] as any })).toThrowProblem(
      'props/wrong-type',
      'pullableByOrganization',
      ['o-a1b2c3d4e5'],
    );
  });
});

describe('RB5a RB5b a repository that exists', () => {
  const elsewhere = '222222222222.dkr.ecr.eu-west-1.amazonaws.com/shared/api:live';
  const known = (arn: string) => (stack: Stack) => Repository.fromRepositoryArn(stack, 'Known', arn);

  test.each([
    ['here', IMAGE, ARN, false],
    ['elsewhere', elsewhere, arnOf('ecr:eu-west-1:222222222222:repository/shared/api'), true],
  ])('%s is referenced by the URI of an image, and none is created', (_, uri, arn, isExternal) => {
    const stack = workloadStack();
    const image = ImageRepository.fromImageUri(stack, 'Image', uri);

    expect(image).toMatchObject({ imageUri: uri, repositoryUri: uri.replace(':live', ''), deploymentTag: 'live' });
    expect([image.isExternal, stack.resolve(image.repository.repositoryArn)]).toEqual([isExternal, arn]);
    expect(templateOf(stack).Resources).toBeUndefined();
  });

  test.each<[string, (stack: Stack) => IRepository, ImageReferenceOptions, object]>([
    [
      'by its ARN, with a tag',
      known('arn:aws:ecr:eu-west-1:222222222222:repository/shared/api'),
      { tag: 'live' },
      { imageUri: elsewhere, deploymentTag: 'live', nextTag: undefined, isExternal: true },
    ],
    [
      'with a tag and the next one',
      known('arn:aws:ecr:eu-west-1:222222222222:repository/shared/api'),
      { tag: 'live', nextTag: true },
      { imageUri: elsewhere, deploymentTag: 'live', nextTag: 'live-next' },
    ],
    [
      'by its name, with a digest',
      (stack) => Repository.fromRepositoryName(stack, 'Known', 'rl-bank-api'),
      { digest: `sha256:${'0'.repeat(64)}` },
      { imageUri: IMAGE.replace(':live', `@sha256:${'0'.repeat(64)}`), deploymentTag: undefined, isExternal: false },
    ],
  ])('is referenced %s', (_, repositoryIn, options, expected) => {
    const stack = workloadStack();

    expect(ImageRepository.fromRepository(stack, 'Image', repositoryIn(stack), options)).toMatchObject(expected);
  });

  test('is one of this app: an API runs its image, and waits for a push to it', () => {
    const stack = workloadStack();
    const image = ImageRepository.fromRepository(stack, 'Image', new Repository(stack, 'Ours'), { tag: 'live' });
    const { pendingInputs } = apiIn(stack, { image });

    expect(JSON.stringify(containerOf(stack).Image)).toMatch(/"Ref":"Ours\w+"\},":live"/);
    expect(pendingInputs[0]).toMatchObject({
      target: 'Web/Ours',
      command:
        'deploy-image.sh --registry <registry> --repository <repository> --channel live --commit <commit> <image>',
    });
  });

  test('is pushed to with the permissions of one that is created', () => {
    const stack = workloadStack();
    const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
    ImageRepository.fromImageUri(stack, 'Image', IMAGE).grantPush(role).assertSuccess();

    expect(resourcesOf(stack, 'AWS::IAM::Policy')[0].Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Action: expect.arrayContaining(['ecr:PutImage']), Resource: ARN }),
    );
  });

  test('needs a tag or a digest', () => {
    const stack = workloadStack();
    const repository = Repository.fromRepositoryName(stack, 'Known', 'rl-bank-api');

    expect(() => ImageRepository.fromRepository(stack, 'Image', repository, {})).toThrowProblem(
      'image/tag-or-digest',
      'options',
      {},
      'Web/Image',
    );
  });
});
