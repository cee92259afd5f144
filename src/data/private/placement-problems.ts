import { Stack } from 'aws-cdk-lib';
import { IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { shownPublicOnes } from '../../core/private/checks/subnets';
import { areDifferent } from '../../core/private/stacks/stack-of';

/** Problems of the network of a database or cache. */
export function placementProblems(scope: Construct, vpc: IVpc, selected: SelectedSubnets): Array<Problem | undefined> {
  const { node, region } = Stack.of(scope);
  const wrong = shownPublicOnes(vpc, selected);
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
      value: wrong,
      allowed: 'cannot be public: nothing outside of the VPC connects to a database or a cache',
      fix: 'select isolated or private subnets, or leave it out',
    }),
  ];
}
