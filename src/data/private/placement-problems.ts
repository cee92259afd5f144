import { Stack, Token } from 'aws-cdk-lib';
import { IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent } from '../../core/private/stacks/stack-of';

/** Problems of the network of a database or cache. A subnet that this app creates is shown by its path, since its id is late. */
export function placementProblems(
  scope: Construct,
  vpc: IVpc,
  { subnets }: SelectedSubnets,
): Array<Problem | undefined> {
  const { node, region } = Stack.of(scope);
  const open = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const wrong = subnets.filter(({ subnetId }) => open.has(subnetId));
  return [
    problemIf(areDifferent(vpc.env.region, region), {
      code: 'data/network-elsewhere',
      prop: 'vpc',
      value: vpc.node.path,
      allowed: `must be in the region of ${node.path}, ${region}, and not in ${vpc.env.region}`,
      fix: "pass a VPC of the stack's own region",
    }),
    problemIf(wrong.length > 0, {
      code: 'data/public-subnets',
      prop: 'subnets',
      value: wrong.map((subnet) => (Token.isUnresolved(subnet.subnetId) ? subnet.node.path : subnet.subnetId)),
      allowed: 'cannot be public: nothing outside of the VPC connects to a database or a cache',
      fix: 'select isolated or private subnets, or leave it out',
    }),
  ];
}
