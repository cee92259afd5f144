import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule, EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';
import { ofThisAccount } from '../../../core/private/state-machine/state-machine';
import { crossStackName } from '../observed/references';

/** State machine that an event starts. */
export interface RerunMachine {
  readonly name: string;
  readonly serviceName: string;
}

/**
 * Starts the state machine when an event comes, for the image that the service runs. Returns the alarm on events after which
 * EventBridge could not start it; a start that fails later is a release that failed.
 */
export function rerunOn(scope: Construct, machine: RerunMachine, eventPattern: EventPattern): AlarmDefinition {
  const place = new Construct(scope, 'Rerun');
  const arn = machineArnOf(Stack.of(scope), machine.name);
  const start = new Role(place, 'StartRole', {
    description: 'What EventBridge starts when migration and roll are to run again',
    assumedBy: ofThisAccount(place, 'events.amazonaws.com'),
    inlinePolicies: {
      Start: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn] })],
      }),
    },
  });
  const rule = new Rule(place, 'Rule', {
    description: `Migration and roll of ${machine.serviceName} are to run again`,
    eventPattern,
  });
  (rule.node.defaultChild as CfnRule).targets = [
    { id: 'Rerun', arn, roleArn: start.roleArn, input: JSON.stringify({ rerun: true }) },
  ];
  return notStarted(rule, machine);
}

function notStarted(rule: Rule, { serviceName }: RerunMachine): AlarmDefinition {
  const RuleName = crossStackName({ name: 'RerunRule', owner: rule, value: rule.ruleName, replacedBy: [] });
  const watched = { namespace: 'AWS/Events', metricName: 'FailedInvocations', statistic: Stats.SUM };
  return {
    id: 'RerunNotStarted',
    metric: new Metric({ ...watched, period: Duration.minutes(5), dimensionsMap: { RuleName } }),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.TICKET, // the tasks run on as before
    symptom: `The tasks of ${serviceName} do not know yet what was added: neither migration nor roll ran for it.`,
    runbookAnchor: 'release-not-started-again',
  };
}
