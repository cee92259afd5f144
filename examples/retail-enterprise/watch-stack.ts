import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { launchPhaseOf } from './launch-phase';
import { Stage } from './stages';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability } from 'rl-bank-constructs/observability';
import { LaunchPhase } from 'rl-bank-constructs/service';

interface WatchStackProps extends StackProps {
  readonly stage: Stage;
  readonly sources: Record<string, IAlarmSource>;
}

/** Alarms, topics and the dashboard, deployed after all that they watch. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { stage, sources, ...props }: WatchStackProps) {
    super(scope, id, { ...props, description: 'The alarms of the retail enterprise' });
    new BankObservability(this, 'Observability', {
      namePrefix: stage.name,
      sources,
      page: [AlarmTarget.email('oncall@retail.example')],
      ticket: [AlarmTarget.email('platform@retail.example')],
      // A report takes about 5 seconds; everything else has 2. A service without tasks has no such alarm.
      thresholds: launchPhaseOf(this.node) === LaunchPhase.NOT_READY ? {} : { 'reports-Latency': 10 },
      alarmStack: this,
    });
  }
}
