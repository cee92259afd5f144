import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { chunked } from '../../../core/private/checks/values';
import { acknowledgeUnlogged, callOf, ofThisAccount } from '../../../core/private/state-machine/state-machine';
import { crossStackName } from '../observed/references';

/** Limit of ours: an event pattern has at most 2048 characters, and names each ARN three times. */
const SECRETS_A_RULE = 4;

/** ECS service that is rolled. */
export interface RolledService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly serviceArn: string;
}

/**
 * Rolls the service when one of the secrets changes, by EventBridge and Step Functions without a Lambda function.
 * Returns the alarm on rolls that fail.
 */
export function rollOnSecretChange(scope: Construct, service: RolledService, secrets: ISecret[]): AlarmDefinition {
  const place = new Construct(scope, 'SecretRoll');
  const machine = machineOf(place, service);
  const start = new Role(place, 'StartRole', {
    description: 'What EventBridge does when a secret changes',
    assumedBy: ofThisAccount(place, 'events.amazonaws.com'),
    inlinePolicies: { Start: allow('states:StartExecution', machine.ref) },
  });
  const rules = new Construct(place, 'Rules');
  chunked(secrets, SECRETS_A_RULE).forEach((some, index) => {
    const rule = new Rule(rules, String(index + 1), {
      description: 'A secret of the service has another value',
      eventPattern: changesOf(some),
    });
    (rule.node.defaultChild as CfnRule).targets = [{ id: 'Roll', arn: machine.ref, roleArn: start.roleArn }];
  });
  return failedRoll(machine, service);
}

function failedRoll(machine: CfnStateMachine, { serviceName }: RolledService): AlarmDefinition {
  const StateMachineArn = crossStackName({
    name: 'SecretRollArn',
    owner: machine.node.scope!,
    value: machine.ref,
    replacedBy: [],
  });
  const watched = { namespace: 'AWS/States', metricName: 'ExecutionsFailed', statistic: Stats.SUM };
  return {
    id: 'SecretRollFailed',
    metric: new Metric({ ...watched, period: Duration.minutes(5), dimensionsMap: { StateMachineArn } }),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.TICKET,
    symptom: `The tasks of ${serviceName} go on with the old value of a secret that was changed.`,
    runbookAnchor: 'api-secret-roll-failed',
  };
}

function machineOf(place: Construct, { clusterName, serviceName, serviceArn }: RolledService): CfnStateMachine {
  const role = new Role(place, 'Role', {
    description: 'Rolls the one service',
    assumedBy: ofThisAccount(place, 'states.amazonaws.com'),
    inlinePolicies: { Roll: allow('ecs:UpdateService', serviceArn) },
  });
  const machine = new CfnStateMachine(place, 'Resource', {
    roleArn: role.roleArn,
    definition: {
      Comment: 'Gives the tasks the values that their secrets have now',
      StartAt: 'Roll',
      States: {
        Roll: {
          Type: 'Task',
          Resource: callOf(place, 'aws-sdk:ecs:updateService'),
          Parameters: { Cluster: clusterName, Service: serviceName, ForceNewDeployment: true },
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 }],
          End: true,
        },
      },
    },
  });
  const reason =
    'One call a secret; its history is kept for 90 days, and logging would take permissions on all log groups.';
  acknowledgeUnlogged(machine, reason);
  return machine;
}

/** Event pattern of calls that change the current value of a secret. CloudTrail has the ARN in three places, by call. */
function changesOf(secrets: ISecret[]) {
  // The ARN of a secret that is imported by name lacks its six random characters.
  const arns = secrets.map(({ secretFullArn, secretArn }) => secretFullArn ?? { prefix: `${secretArn}-` });
  return {
    source: ['aws.secretsmanager'],
    detail: {
      eventSource: ['secretsmanager.amazonaws.com'],
      eventName: ['PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage', 'RotationSucceeded'],
      $or: [
        { responseElements: { arn: arns } },
        { responseElements: { aRN: arns } },
        { additionalEventData: { SecretId: arns } },
      ],
    },
  };
}

function allow(action: string, resource: string): PolicyDocument {
  return new PolicyDocument({ statements: [new PolicyStatement({ actions: [action], resources: [resource] })] });
}
