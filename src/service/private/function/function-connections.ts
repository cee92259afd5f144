import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../../../core';
import { nameOf } from '../../../core/private/bindings/binding-names';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import type { ServiceFunctionProps } from '../../service-function-options';

/** Problem of the connections of a function that is in no VPC, and of what it uses that is in one. */
export function noVpcProblem(connections: Connections | undefined, use?: IServiceBinding): Problem | undefined {
  const owner = (use && nameOf(use)) ?? 'what it connects to';
  return problemIf(connections === undefined, {
    code: 'function/no-vpc',
    prop: 'vpc',
    value: undefined,
    allowed: `must be given: ${owner} is in a VPC, and a function without one has no way into it`,
    fix: "pass the 'vpc' of the two",
  });
}

/** Gives the function what it uses: security group rules, permissions of its role, parameters in time. */
export function connectFunction(
  scope: IConnectable & IConstruct,
  role: Role,
  { vpc, uses = [] }: ServiceFunctionProps,
): void {
  for (const use of uses) {
    use.allowAccessFrom(vpc ? scope : withoutVpc(scope, use));
    use.grantUse(role);
    scope.node.addDependency(...Object.values(use.parameters));
  }
}

/** What opens no ports, such as a bucket, never asks for the connections. */
function withoutVpc(scope: IConstruct, use: IServiceBinding): IConnectable {
  return {
    get connections(): Connections {
      throwOnProblems(scope, noVpcProblem(undefined, use));
      throw new Error(scope.node.path);
    },
  };
}
