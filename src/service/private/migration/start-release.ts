import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantStatements, requireGrantee } from '../../../core/private/resources/grant';
import { executionArnsOf, machineArnOf } from '../../../core/private/state-machine/machine-arns';

/** Grants starting executions of the one state machine, and following them. */
export function grantStart(scope: Construct, name: string, grantee: IGrantable): Grant {
  requireArgument('SchemaMigration.grantStart', 'grantee', grantee, GRANTABLE);
  requireGrantee(scope, grantee);
  const stack = Stack.of(scope);
  const allow = (action: string, resource: string) => new PolicyStatement({ actions: [action], resources: [resource] });
  const statements = [
    allow('states:StartExecution', machineArnOf(stack, name)),
    allow('states:DescribeExecution', executionArnsOf(stack, name)),
  ];
  return grantStatements(grantee, statements, 'Executions of the one state machine, which have random names.');
}

/** Command that starts an execution, waits for its end, prints status, error and cause, and fails unless it succeeded. */
export function startCommandOf(scope: Construct, name: string, input?: object): string {
  const stack = Stack.of(scope);
  const aws = `aws stepfunctions --region ${stack.region}`;
  const given = input ? ` --input '${JSON.stringify(input)}'` : '';
  const start = `${aws} start-execution --state-machine-arn ${machineArnOf(stack, name)}${given} --query executionArn --output text`;
  const describe = `${aws} describe-execution --execution-arn "$release" --output text --query`;
  return [
    `release=$(${start})`,
    `while [ "$(${describe} status)" = RUNNING ]; do sleep 10; done`,
    `end=$(${describe} '[status,error,cause]')`,
    `printf '%s\\n' "$end" >&2`, // and not by /dev/stderr, which a shell whose output Node reads cannot open
    'case "$end" in SUCCEEDED*) ;; *) false ;; esac',
  ].join(' && ');
}
