import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/** The private ones, with a way out or without: the CDK's own choice would fall back on public subnets. */
export function privateSubnets(vpc: IVpc): SubnetSelection {
  return { subnets: vpc.privateSubnets.length > 0 ? vpc.privateSubnets : vpc.isolatedSubnets };
}
