import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { childScope } from '../../../core/private/resources/child-scope';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { AdoptConfig } from '../../config/adopt-config';

// References to the existing resources of the config; `undefined` lets the constructs create new ones.

export function adoptedCertificate(scope: Construct, arn?: string, of = 'bank-api'): ICertificate | undefined {
  return arn === undefined ? undefined : Certificate.fromCertificateArn(adoptedFor(scope, of), 'Certificate', arn);
}

export function adoptedBucket(scope: Construct, name?: string): IBucket | undefined {
  return name === undefined ? undefined : Bucket.fromBucketName(scope, 'AdoptedLogBucket', name);
}

export function adoptedLogGroup(scope: Construct, name?: string): ILogGroup | undefined {
  return name === undefined ? undefined : LogGroup.fromLogGroupName(scope, 'AdoptedLogs', name);
}

export function adoptedCluster(scope: Construct, vpc: IVpc, clusterName?: string): ICluster | undefined {
  return clusterName === undefined
    ? undefined
    : Cluster.fromClusterAttributes(scope, 'AdoptedCluster', { clusterName, vpc });
}

/** The customer managed key of the config. `undefined` leaves encryption to AWS. */
export function customerKey(scope: Construct, { encryption: { keyArn } }: BankMvpConfig): IKey | undefined {
  return keyArn === undefined ? undefined : Key.fromKeyArn(scope, 'CustomerKey', keyArn);
}

export function adoptedSecrets(scope: Construct, { secretArns, secretKeyArns }: AdoptConfig): Record<string, ISecret> {
  const secrets = new Construct(scope, 'AdoptedSecrets');
  const entries = Object.entries(secretArns).map(([key, secretCompleteArn]) => {
    const keyArn = secretKeyArns[key];
    const encryptionKey = keyArn === undefined ? undefined : Key.fromKeyArn(secrets, `${key}Key`, keyArn);
    return [key, Secret.fromSecretAttributes(secrets, key, { secretCompleteArn, encryptionKey })];
  });
  return Object.fromEntries(entries);
}

function adoptedFor(scope: Construct, of: string): Construct {
  const adopted = childScope(scope, 'adopted');
  return new Construct(adopted, of);
}
