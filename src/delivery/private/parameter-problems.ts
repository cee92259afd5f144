import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { accountProblem, regionProblem } from './account-problem';
import { wildcardProblem } from './wildcard-problem';
import { Problem } from '../../core/private/checks/problems';

/** Parameters that would let the role write others, or none. */
export function parameterProblems(role: IConstruct, parameter: IStringParameter): Array<Problem | undefined> {
  return [
    wildcardProblem('parameter', parameter.parameterName),
    accountProblem(role, 'parameter', parameter),
    regionProblem(role, 'parameter', parameter),
  ];
}
