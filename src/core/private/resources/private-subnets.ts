import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/** Selects the private subnets, else the isolated ones. The CDK's own default would fall back on public subnets. */
export function privateSubnets(vpc: IVpc): SubnetSelection {
  return { subnets: vpc.privateSubnets.length > 0 ? vpc.privateSubnets : vpc.isolatedSubnets };
}
