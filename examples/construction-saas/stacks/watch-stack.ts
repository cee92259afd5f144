import { StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionStack } from './region-stack';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability } from 'rl-bank-constructs/observability';

interface WatchStackProps extends StackProps {
  readonly sources: Record<string, IAlarmSource>;
}

/** Alarms, topics and the dashboard, deployed after all that they watch. */
export class WatchStack extends RegionStack {
  constructor(scope: Construct, id: string, { sources, ...props }: WatchStackProps) {
    super(scope, id, { ...props, description: 'The alarms of the platform in this region' });
    new BankObservability(this, 'Observability', {
      namePrefix: `platform-${this.place}`,
      sources,
      page: [AlarmTarget.email('oncall@platform.example')],
      ticket: [AlarmTarget.email('team@platform.example')],
      alarmStack: this,
    });
  }
}
