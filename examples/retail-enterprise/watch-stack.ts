import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability } from 'rl-bank-constructs/observability';

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
      thresholds: { 'reports-Latency': 10 }, // a report takes about 5 seconds; 2 for everything else
      alarmStack: this,
    });
  }
}
