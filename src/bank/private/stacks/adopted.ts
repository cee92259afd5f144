import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

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

export function adoptedSecrets(scope: Construct, arns: Record<string, string>): Record<string, ISecret> {
  const secrets = new Construct(scope, 'AdoptedSecrets');
  const entries = Object.entries(arns).map(([key, arn]) => [key, Secret.fromSecretCompleteArn(secrets, key, arn)]);
  return Object.fromEntries(entries);
}

function adoptedFor(scope: Construct, of: string): Construct {
  const adopted = (scope.node.tryFindChild('adopted') as Construct | undefined) ?? new Construct(scope, 'adopted');
  return new Construct(adopted, of);
}
