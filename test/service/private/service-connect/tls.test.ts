import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { InternalServiceProps } from '../../../../src/service';
import { arnOf, propertiesOf, serviceOf } from '../../../support/api';
import { templateOf, workloadStack } from '../../../support/cloud';
import { permissionsIn, placeIn } from '../../../support/internal';

const AUTHORITY =
  'arn:aws:acm-pca:ap-southeast-1:111111111111:certificate-authority/12345678-1234-1234-1234-123456789012';
const SECRETS = arnOf('secretsmanager:ap-southeast-1:111111111111:secret:ecs-sc!*');
const CREATED_FOR = [
  arnOf('ecs:ap-southeast-1:111111111111:service/prd-permissions/prd-permissions'),
  arnOf('ecs:ap-southeast-1:111111111111:task-set/prd-permissions/prd-permissions/*'),
];

function stackWith(tls: InternalServiceProps['tls'], stack: Stack = workloadStack()) {
  return { stack, permissions: permissionsIn(stack, placeIn(stack), { tls }) };
}

describe('PC23 TLS of Service Connect', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  const { permissions } = stackWith({ certificateAuthorityArn: AUTHORITY, encryptionKey }, stack);
  const { AssumeRolePolicyDocument, Policies, ...others } = propertiesOf(stack, 'AWS::IAM::Role', 'PermissionsTlsRole');
  const statements: any[] = Policies[0].PolicyDocument.Statement;

  test('is that of the authority, with the key for the private keys', () => {
    const [{ Tls }] = serviceOf(stack).ServiceConnectConfiguration.Services;

    expect(Tls).toEqual({
      IssuerCertificateAuthority: { AwsPcaAuthorityArn: AUTHORITY },
      KmsKey: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^PermissionsTlsRole/), 'Arn'] },
    });
  });

  test('is nothing that clients see: they speak plain text to the proxy in their own task', () => {
    expect(permissions.url).toBe('http://permissions:50051');
  });

  test('has a role for ECS, whose permissions go with it after the service', () => {
    expect(AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs.amazonaws.com' } },
    ]);
    expect(Policies).toHaveLength(1);
    expect(others).not.toHaveProperty('ManagedPolicyArns');
  });

  test('lets ECS create and rotate the secrets of this service alone', () => {
    const ofSecrets = statements.filter(({ Action }) => [Action].flat()[0].startsWith('secretsmanager:'));

    expect(ofSecrets.map(({ Resource }) => Resource)).toEqual([SECRETS, SECRETS, SECRETS]);
    expect(ofSecrets.map(({ Condition }) => Condition)).toEqual([
      {
        ArnLike: { 'aws:RequestTag/AmazonECSCreated': CREATED_FOR },
        StringEquals: { 'aws:RequestTag/AmazonECSManaged': 'true' },
      },
      {
        ArnLike: { 'secretsmanager:ResourceTag/AmazonECSCreated': CREATED_FOR },
        StringEquals: { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'ecs-sc' },
      },
      undefined,
    ]);
    expect(ofSecrets[2].Action).toBe('secretsmanager:DescribeSecret');
  });

  test('lets ECS issue certificates of servers by this authority, and no others', () => {
    const ofAuthority = statements.filter(({ Resource }) => Resource === AUTHORITY);
    const issue = ofAuthority.find(({ Action }) => Action === 'acm-pca:IssueCertificate');

    expect(ofAuthority).toHaveLength(2);
    expect(issue.Condition.StringEquals).toEqual({
      'acm-pca:TemplateArn': arnOf('acm-pca:::template/EndEntityCertificate/V1'),
    });
  });

  test('makes nothing without it', () => {
    const { stack: plain } = stackWith(undefined);

    expect(JSON.stringify(templateOf(plain))).not.toContain('acm-pca');
    expect(serviceOf(plain).ServiceConnectConfiguration.Services[0]).not.toHaveProperty('Tls');
  });

  test.each<[code: string, prop: string, value: any]>([
    ['props/missing', 'tls.certificateAuthorityArn', undefined],
    ['props/wrong-type', 'tls.certificateAuthorityArn', 5],
    ['internal-service/not-a-certificate-authority', 'tls.certificateAuthorityArn', 'ca'],
    [
      'internal-service/certificate-authority-elsewhere',
      'tls.certificateAuthorityArn',
      AUTHORITY.replace('ap-southeast-1', 'eu-west-1'),
    ],
  ])('refuses by %s the authority', (code, prop, value) => {
    expect(() => stackWith({ certificateAuthorityArn: value })).toThrowProblem(code, prop, value);
  });

  test('refuses an option and a key of another type', () => {
    expect(() => stackWith('on' as any)).toThrowProblem('props/wrong-type', 'tls', 'on');
    const tls: any = { certificateAuthorityArn: AUTHORITY, encryptionKey: 'key' };
    expect(() => stackWith(tls)).toThrowProblem('props/wrong-type', 'tls.encryptionKey', 'key');
  });
});
