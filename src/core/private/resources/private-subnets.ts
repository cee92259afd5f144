import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';

/** Selects the private subnets, else the isolated ones. The CDK's own default would fall back on public subnets. */
export function privateSubnets(vpc: IVpc): SubnetSelection {
  return { subnets: vpc.privateSubnets.length > 0 ? vpc.privateSubnets : vpc.isolatedSubnets };
}

/** Selects the isolated subnets, which have no route out, else the private ones: for what opens no connection of its own. */
export function dataSubnets(vpc: IVpc): SubnetSelection {
  return vpc.isolatedSubnets.length > 0 ? { subnets: vpc.isolatedSubnets } : privateSubnets(vpc);
}
