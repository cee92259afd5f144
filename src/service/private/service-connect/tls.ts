import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ServiceConnectTlsConfiguration } from 'aws-cdk-lib/aws-ecs';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { templateText } from '../../../core/private/template-text';
import type { ServiceConnectTlsOptions } from '../../service-connect-tls-options';

/** What ECS needs to encrypt the calls to the endpoint of a service, which is named as in its ARN: `cluster/service`. */
export function tlsOf(
  scope: Construct,
  tls: ServiceConnectTlsOptions,
  service: string,
): ServiceConnectTlsConfiguration {
  const { certificateAuthorityArn: awsPcaAuthorityArn, encryptionKey: kmsKey } = tls;
  return { awsPcaAuthorityArn, kmsKey, role: tlsRole(scope, tls, service) };
}

/**
 * The infrastructure role, with which ECS issues certificates and keeps their keys: AWS's managed policy
 * `AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity`, version 4, for one authority and one service.
 * Inline, so that the permissions are deleted after the service: without them ECS could not delete its secrets.
 */
function tlsRole(scope: Construct, tls: ServiceConnectTlsOptions, service: string): Role {
  const stack = Stack.of(scope);
  const secrets = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: 'ecs-sc!*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const createdFor = [`service/${service}`, `task-set/${service}/*`].map((resource) =>
    stack.formatArn({ service: 'ecs', resource, arnFormat: ArnFormat.NO_RESOURCE_NAME }),
  );
  const role = new Role(scope, 'TlsRole', {
    description: 'What ECS does to encrypt calls by Service Connect',
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    inlinePolicies: {
      Tls: new PolicyDocument({
        statements: [
          ...secretStatements(secrets, createdFor),
          ...authorityStatements(stack, tls.certificateAuthorityArn),
          ...keyStatements(tls),
        ],
      }),
    },
  });
  const spelled = templateText(stack.resolve(secrets), (_, name) => `<${name}>`); // as nag spells references
  acknowledge(role, `IAM5[Resource::${spelled}]`, 'ECS names its secrets; conditions limit them to this service.');
  return role;
}

function secretStatements(secrets: string, createdFor: string[]): PolicyStatement[] {
  const resources = [secrets];
  return [
    new PolicyStatement({
      actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      resources,
      conditions: {
        ArnLike: { 'aws:RequestTag/AmazonECSCreated': createdFor },
        StringEquals: { 'aws:RequestTag/AmazonECSManaged': 'true' },
      },
    }),
    new PolicyStatement({
      actions: [
        'secretsmanager:UpdateSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:DeleteSecret',
        'secretsmanager:RotateSecret',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      resources,
      conditions: {
        ArnLike: { 'secretsmanager:ResourceTag/AmazonECSCreated': createdFor },
        StringEquals: { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'ecs-sc' },
      },
    }),
    new PolicyStatement({ actions: ['secretsmanager:DescribeSecret'], resources }),
  ];
}

function authorityStatements({ partition }: Stack, certificateAuthorityArn: string): PolicyStatement[] {
  const resources = [certificateAuthorityArn];
  return [
    new PolicyStatement({
      actions: [
        'acm-pca:GetCertificate',
        'acm-pca:GetCertificateAuthorityCertificate',
        'acm-pca:DescribeCertificateAuthority',
      ],
      resources,
    }),
    new PolicyStatement({
      actions: ['acm-pca:IssueCertificate'],
      resources,
      conditions: {
        StringEquals: { 'acm-pca:TemplateArn': `arn:${partition}:acm-pca:::template/EndEntityCertificate/V1` },
      },
    }),
  ];
}

function keyStatements({ encryptionKey }: ServiceConnectTlsOptions): PolicyStatement[] {
  const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair'];
  return encryptionKey ? [new PolicyStatement({ actions, resources: [encryptionKey.keyArn] })] : [];
}
