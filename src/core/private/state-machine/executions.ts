import { Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { executionArnsOf, machineArnOf } from './machine-arns';
import { GRANTABLE } from '../checks/cdk-types';
import { requireArgument } from '../checks/required-props';
import { grantStatements, requireGrantee } from '../resources/grant';

/** Grants starting executions of the one state machine, and following them. */
export function grantExecutions(scope: Construct, method: string, name: string, grantee: IGrantable): Grant {
  requireArgument(method, 'grantee', grantee, GRANTABLE);
  requireGrantee(scope, grantee);
  const stack = Stack.of(scope);
  const allow = (action: string, resource: string) => new PolicyStatement({ actions: [action], resources: [resource] });
  const statements = [
    allow('states:StartExecution', machineArnOf(stack, name)),
    allow('states:DescribeExecution', executionArnsOf(stack, name)),
  ];
  return grantStatements(grantee, statements, 'Executions of the one state machine, which have random names.');
}

/** Rule for the start and the end of each execution: Step Functions forgets an execution after 90 days. */
export function executionChanges(scope: Construct, name: string, description: string): Rule {
  return new Rule(scope, 'Changes', {
    description,
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machineArnOf(Stack.of(scope), name)] },
    },
  });
}

/** An execution that a shell command starts. */
export interface StartedExecution {
  readonly region: string;
  readonly stateMachineArn: string;
  readonly input?: object;
  /** Variable of the shell with the ARN of the execution. */
  readonly variable: string;
  /** Fields of the execution that are printed at its end, its status first. */
  readonly fields: string[];
}

/** Command that starts an execution, waits for its end, prints its fields, and fails unless it succeeded. */
export function startCommand({ region, stateMachineArn, input, variable, fields }: StartedExecution): string {
  const aws = `aws stepfunctions --region ${region}`;
  const given = input ? ` --input ${quoted(JSON.stringify(input))}` : '';
  const start = `${aws} start-execution --state-machine-arn ${stateMachineArn}${given} --query executionArn --output text`;
  const describe = `${aws} describe-execution --execution-arn "$${variable}" --output text --query`;
  return [
    `${variable}=$(${start})`,
    `while [ "$(${describe} status)" = RUNNING ]; do sleep 10; done`,
    `end=$(${describe} '[${fields.join(',')}]')`,
    `printf '%s\\n' "$end" >&2`, // and not by /dev/stderr, which a shell whose output Node reads cannot open
    'case "$end" in SUCCEEDED*) ;; *) false ;; esac',
  ].join(' && ');
}

/** One word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
