import { Stack, Validations } from 'aws-cdk-lib';
import { CfnEndpoint } from 'aws-cdk-lib/aws-dms';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { EndpointLogin } from './source-engine';
import type { IManagedDatabase } from '../../../data';
import type { MigrationSource } from '../../migration-source';

/** Creates the endpoint of the source. */
export function sourceEndpoint(scope: Construct, name: string, source: MigrationSource): CfnEndpoint {
  const place = new Construct(scope, 'Source');
  const endpoint = new CfnEndpoint(place, 'Endpoint', {
    ...{ endpointIdentifier: `${name}-source`, resourceIdentifier: `${name}-source`, endpointType: 'source' },
    ...{ engineName: source.engineName, sslMode: source.tls.mode, certificateArn: source.tls.certificateArn },
    ...source._engine.endpoint(loginOf(place, source.secret)),
  });
  acknowledgeCertificate(endpoint);
  return endpoint;
}

/** Answers the findings of the linter on an ARN in the template. */
function acknowledgeCertificate(endpoint: CfnEndpoint): void {
  const reason = 'The certificate was imported into DMS by an operator: no template has it.';
  for (const rule of endpoint.certificateArn === undefined ? [] : ['W9002', 'W9013']) {
    Validations.of(endpoint).acknowledge({ id: `CloudFormation-Validate::${rule}`, reason });
  }
}

/** Creates the endpoint of the target. */
export function targetEndpoint(scope: Construct, name: string, target: IManagedDatabase, secret: ISecret): CfnEndpoint {
  const place = new Construct(scope, 'Target');
  return new CfnEndpoint(place, 'Endpoint', {
    ...{ endpointIdentifier: `${name}-target`, resourceIdentifier: `${name}-target`, endpointType: 'target' },
    ...{ engineName: isAurora(target) ? 'aurora-postgresql' : 'postgres', sslMode: 'require' },
    databaseName: target.databaseName,
    postgreSqlSettings: {
      ...loginOf(place, secret),
      // Tables come in any order: foreign keys and triggers are left out until the cut-over checks them.
      afterConnectScript: "SET session_replication_role='replica'",
    },
  });
}

/** That of a cluster: its own construct has a capacity, and an imported one the address. */
function isAurora(target: IManagedDatabase): boolean {
  return 'maxCapacity' in target || /\.cluster-/.test(target.endpointAddress);
}

/**
 * Creates the role by which DMS reads the one secret. Its statements are its own and inline: DMS reads the secret when the
 * endpoint is created, and the grants of the CDK allow more.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
 */
function loginOf(place: Construct, { secretArn, secretFullArn, encryptionKey }: ISecret): EndpointLogin {
  const allow = (actions: string[], resource: string) => new PolicyStatement({ actions, resources: [resource] });
  const statements = [
    allow(['secretsmanager:GetSecretValue'], secretFullArn ?? `${secretArn}-??????`),
    ...(encryptionKey ? [allow(['kms:Decrypt', 'kms:DescribeKey'], encryptionKey.keyArn)] : []),
  ];
  const role = new Role(place, 'SecretRole', {
    description: 'What DMS reads to log in: one secret',
    assumedBy: new ServicePrincipal(`dms.${Stack.of(place).region}.amazonaws.com`),
    inlinePolicies: { Secret: new PolicyDocument({ statements }) },
  });
  return { secretsManagerSecretId: secretArn, secretsManagerAccessRoleArn: role.roleArn };
}
