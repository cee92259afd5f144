import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability } from 'rl-bank-constructs/observability';

interface WatchStackProps extends StackProps {
  readonly sources: Record<string, IAlarmSource>;
}

/** Alarms, topics and the dashboard, deployed after all that they watch. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { sources, ...props }: WatchStackProps) {
    super(scope, id, { ...props, description: 'The alarms of the expense tracker' });
    new BankObservability(this, 'Observability', {
      namePrefix: 'tracker',
      sources,
      page: [AlarmTarget.email('oncall@tracker.example')],
      ticket: [AlarmTarget.email('platform@tracker.example')],
      alarmStack: this,
    });
  }
}
