import { CfnOutput, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { RegionStack } from './region-stack';
import { launchPhaseOf } from '../../shared/launch-phase';
import { outputPendingInputs } from '../../shared/pending-inputs';
import { ReplicationEndpoint, ReplicationExposure } from 'rl-bank-constructs/access';
import { ImageRepository } from 'rl-bank-constructs/service';

const POWER_SYNC = { allowedPrincipals: ['arn:aws:iam::131569880293:root'], allowedRegions: ['eu-west-1'] };

interface SyncStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly data: DataStack;
}

/** The way of PowerSync, which keeps projects offline on devices: it logs in as `sync`, and reads what is published. */
export class SyncStack extends RegionStack {
  public readonly sync: ReplicationEndpoint;

  constructor(scope: Construct, id: string, { vpc, data, ...props }: SyncStackProps) {
    super(scope, id, { ...props, description: 'The way of PowerSync into the database of this region' });
    const registry = `${this.account}.dkr.ecr.${this.region}.amazonaws.com`;
    this.sync = new ReplicationEndpoint(this, 'Sync', {
      ...{ vpc, database: data.database },
      image: new ImageRepository(this, 'RelayImage', { image: `${registry}/haproxy:3.2-alpine` }),
      exposure: ReplicationExposure.privateLink(POWER_SYNC),
      launchPhase: launchPhaseOf(this.node, this.place),
      deletionProtection: this.deletionProtection,
    });
    outputPendingInputs([this.sync]);
    new CfnOutput(this, 'EndpointServiceName', { value: this.sync.endpointServiceName! });
  }
}
