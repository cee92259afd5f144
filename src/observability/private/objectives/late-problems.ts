import { Duration, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';

/** The problem of a number or time that only CloudFormation knows: in the text of a math expression it would be another number. */
export function lateProblem(prop: string, value: number | Duration | undefined): Problem | undefined {
  const isLate = isTime(value) ? value.isUnresolved() : Token.isUnresolved(value);
  return problemIf(isLate, {
    code: 'service-level/late-value',
    prop,
    value: 'a value that only CloudFormation knows',
    allowed: 'must be known at synthesis, since math expressions and texts of alarms contain it',
    fix: 'write it out',
  });
}

/** Whether the value is a time. Plain JavaScript passes others, which another problem is about. */
function isTime(value: unknown): value is Duration {
  return typeof (value as Partial<Duration> | undefined | null)?.isUnresolved === 'function';
}
