import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EdgeStack } from './edge-stack';
import { ApiDomain, SharedLoadBalancer } from 'rl-bank-constructs/service';

interface LoadBalancerStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly edge: EdgeStack;
}

/** The load balancer of all services with a host below tracker.example. */
export class LoadBalancerStack extends Stack {
  public readonly loadBalancer: SharedLoadBalancer;

  constructor(scope: Construct, id: string, { vpc, edge, ...props }: LoadBalancerStackProps) {
    super(scope, id, { ...props, description: 'The load balancer of the expense tracker' });
    this.loadBalancer = new SharedLoadBalancer(this, 'LoadBalancer', {
      vpc,
      domain: ApiDomain.outsideRoute53('*.tracker.example', edge.certificate),
      certificates: [edge.certificate], // of the root, too
      exposure: edge.exposure,
      webAclArn: edge.firewall.webAclArn,
      deletionProtection: this.node.tryGetContext('deletionProtection') !== 'false',
    });
  }
}
