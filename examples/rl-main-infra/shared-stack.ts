import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ImageTagMutabilityExclusionFilter, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Cluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

interface SharedStackProps extends StackProps {
  readonly vpc: IVpc;
}

/** Resources of which the account has one, or which exist before the bank: the config adopts them. */
export class SharedStack extends Stack {
  public readonly cluster: ICluster;

  constructor(scope: Construct, id: string, { vpc, ...props }: SharedStackProps) {
    super(scope, id, { ...props, description: 'Hosted zone, cluster, images, CI', terminationProtection: true });
    const zone = new PublicHostedZone(this, 'Zone', { zoneName: 'bank.example' });
    this.cluster = new Cluster(this, 'Cluster', { clusterName: 'main', vpc });
    new Repository(this, 'BankApiImages', {
      repositoryName: 'rl-bank-api',
      imageTagMutability: TagMutability.IMMUTABLE_WITH_EXCLUSION,
      imageTagMutabilityExclusionFilters: [ImageTagMutabilityExclusionFilter.wildcard('live')],
    });
    new OidcProviderNative(this, 'GitHub', {
      url: 'https://token.actions.githubusercontent.com',
      clientIds: ['sts.amazonaws.com'],
    });
    new CfnOutput(this, 'HostedZoneId', { value: zone.hostedZoneId });
  }
}
