import { ACCOUNT } from '../cloud';
import { roleIn } from './policies';
import { resourcePoliciesOf } from './resource-policies';
import { synthetic, worldOf } from './synthetic';

jest.setTimeout(5 * 60_000);

const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const ROLE = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'tried', AssumeRolePolicyDocument: DOCUMENT } };

test('policies are found wherever they are attached, each once', () => {
  const attached = { PolicyDocument: DOCUMENT, PolicyName: 'Attached' };
  const template = {
    Resources: {
      Role: {
        ...ROLE,
        Properties: {
          ...ROLE.Properties,
          Policies: [attached],
          ManagedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/managed`],
        },
      },
      Policy: { Type: 'AWS::IAM::Policy', Properties: { ...attached, Roles: [{ Ref: 'Role' }] } },
      RolePolicy: { Type: 'AWS::IAM::RolePolicy', Properties: { ...attached, RoleName: { Ref: 'Role' } } },
      Managed: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'managed', PolicyDocument: DOCUMENT, Roles: [{ Ref: 'Role' }] },
      },
      Another: { Type: 'AWS::IAM::Policy', Properties: { ...attached, Roles: ['another'] } },
    },
  };
  const { identity, boundary } = roleIn(worldOf({ template }), 'tried');
  expect(identity.map(({ name }) => name)).toEqual([
    'Attached',
    `arn:aws:iam::${ACCOUNT}:policy/managed`,
    'Stack0/Policy',
    'Stack0/RolePolicy',
  ]);
  expect(boundary).toBeUndefined();
});

test('a managed policy that is not in the app is an error', () => {
  const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const properties = { ...ROLE.Properties, ManagedPolicyArns: [arn] };
  const world = worldOf({ template: { Resources: { Role: { ...ROLE, Properties: properties } } } });
  expect(() => roleIn(world, 'tried')).toThrow(`The document of ${arn} is not in the app.`);
});

test('a role has its boundary, its path and its trust', () => {
  const { role } = synthetic();
  expect(role.arn).toBe(`arn:aws:iam::${ACCOUNT}:role/ci/synthetic-publisher`);
  expect(role.boundary?.map(({ name }) => name)).toEqual([`arn:aws:iam::${ACCOUNT}:policy/synthetic-boundary`]);
  expect(role.trust.Statement).toMatchObject([{ Action: 'sts:AssumeRoleWithWebIdentity' }]);
});

test('policies of buckets, keys and repositories are found by ARN', () => {
  const world = worldOf({
    template: {
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'ours' } },
        OfBucket: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: DOCUMENT },
        },
        OfAnother: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'elsewhere', PolicyDocument: DOCUMENT } },
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: DOCUMENT } },
        Images: {
          Type: 'AWS::ECR::Repository',
          Properties: { RepositoryName: 'images', RepositoryPolicyText: DOCUMENT },
        },
      },
    },
  });
  expect([...resourcePoliciesOf(world).keys()].sort()).toEqual([
    `arn:aws:ecr:ap-southeast-1:${ACCOUNT}:repository/images`,
    `arn:aws:kms:ap-southeast-1:${ACCOUNT}:key/Stack0-Key`,
    'arn:aws:s3:::elsewhere',
    'arn:aws:s3:::ours',
  ]);
});
