import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A stack of a region, such as `london-data`. */
export abstract class RegionStack extends Stack {
  /** Name of the region of the platform, with which names begin that an account has once. */
  protected readonly place: string;

  /** Whether data and load balancer are protected: `-c london:deletionProtection=false` before they are deleted. */
  protected readonly deletionProtection: boolean;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, stackName: `${scope.node.id}-${id}` });
    this.place = scope.node.id;
    this.deletionProtection = this.node.tryGetContext(`${this.place}:deletionProtection`) !== 'false';
  }
}
