import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { sortedJson } from './sorted-json';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { PlanDescription } from '../plan-description';

/** What a describer gave, fit to be printed and written: no value that only CloudFormation knows, and JSON that is some. */
export function checkedPlan(gate: IConstruct, { text, json }: PlanDescription): PlanDescription {
  throwOnProblems(gate, tokenIn('text', text), tokenIn('json', json));
  const value = parsed(json);
  throwOnProblems(
    gate,
    problemIf(typeof value !== 'object' || value === null || Array.isArray(value), {
      code: 'resource-gate/plan-not-json',
      prop: 'json',
      value: json.length > 60 ? `${json.slice(0, 60)}…` : json,
      allowed: 'a plan is a JSON object as a text',
      fix: 'return `JSON.stringify({ … })` from describePlan()',
    }),
  );
  return { text, json: sortedJson(value) };
}

function tokenIn(prop: string, value: string) {
  return problemIf(Token.isUnresolved(value), {
    code: 'resource-gate/plan-has-token',
    prop,
    value: value.replace(/\$\{Token\[[^\]]*\]\}/g, '<token>').slice(0, 200),
    allowed: 'a plan holds what is known before anything exists, and <token> is known to CloudFormation alone',
    fix: 'return the name or the words for it from describePlan()',
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
