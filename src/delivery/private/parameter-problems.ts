import { Token } from 'aws-cdk-lib';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { accountProblem, regionProblem } from './account-problem';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** Parameters that would let the role write others, or none. */
export function parameterProblems(role: IConstruct, parameter: IStringParameter): Array<Problem | undefined> {
  const name = parameter.parameterName;
  return [
    problemIf(!Token.isUnresolved(name) && /[*?$]/.test(name), {
      code: 'delivery/not-one-parameter',
      prop: 'parameter',
      value: name,
      allowed: 'must be one parameter: IAM matches wildcards and variables in its ARN',
      fix: 'pass the parameter that CI writes',
    }),
    accountProblem(role, 'parameter', parameter),
    regionProblem(role, 'parameter', parameter),
  ];
}
