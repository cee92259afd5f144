import { Token } from 'aws-cdk-lib';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { accountProblem, regionProblem } from './account-problem';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** What would let the role write other parameters, or none. */
export function parameterProblems(role: IConstruct, parameter: IStringParameter): Array<Problem | undefined> {
  const name = parameter.parameterName;
  return [
    problemIf(!Token.isUnresolved(name) && /[*?$]/.test(name), {
      code: 'delivery/not-one-parameter',
      prop: 'parameter',
      value: name,
      allowed: 'it has to be one parameter: a wildcard in a policy names all that it matches',
      fix: 'pass the one that CI writes',
    }),
    accountProblem(role, 'parameter', parameter),
    regionProblem(role, 'parameter', parameter),
  ];
}
