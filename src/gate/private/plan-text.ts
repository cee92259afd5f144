import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { sortedJson } from './sorted-json';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { PlanDescription } from '../plan-description';

/** Checks the plan of a describer: no tokens, valid JSON, and files with names. */
export function checkedPlan(gate: IConstruct, { text, json, files = {} }: PlanDescription): PlanDescription {
  throwOnProblems(gate, tokenIn('text', text), tokenIn('json', json));
  const value = parsed(json);
  throwOnProblems(
    gate,
    problemIf(typeof value !== 'object' || value === null || Array.isArray(value), {
      code: 'resource-gate/plan-not-json',
      prop: 'json',
      value: json.length > 60 ? `${json.slice(0, 60)}…` : json,
      allowed: 'must be a JSON object as a string',
      fix: 'return `JSON.stringify({ … })` from describePlan()',
    }),
  );
  throwOnProblems(gate, ...Object.entries(files).map(([name, content]) => fileProblem(name, content)));
  return { text, json: sortedJson(value), files };
}

function fileProblem(name: string, content: string): Problem | undefined {
  return (
    tokenIn(`files.${name}`, content) ??
    problemIf(!/^[\w-]+\.\w+$/.test(name) || /^(?:cdk|manifest|plan|tree)\./.test(name), {
      code: 'resource-gate/plan-file-name',
      prop: 'files',
      value: name,
      allowed:
        'must be a name of letters, digits, hyphens and underscores with an extension, and of no file of the assembly',
      fix: 'write it like "import.json"',
    })
  );
}

function tokenIn(prop: string, value: string) {
  return problemIf(Token.isUnresolved(value), {
    code: 'resource-gate/plan-has-token',
    prop,
    value: value.replace(/\$\{Token\[[^\]]*\]\}/g, '<token>').slice(0, 200),
    allowed: 'cannot contain a <token>, whose value only CloudFormation knows',
    fix: 'return a literal name or a description from describePlan()',
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
