import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { launchPhaseOf } from '../shared/launch-phase';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability, ScannerFindings } from 'rl-bank-constructs/observability';
import { IImageRepository, LaunchPhase } from 'rl-bank-constructs/service';

interface WatchStackProps extends StackProps {
  readonly stage: Stage;
  readonly sources: Record<string, IAlarmSource>;
  readonly images: IImageRepository[];
}

/** Alarms, topics and the dashboard, deployed after all that they watch; and the findings of scanners, those of Nessus too. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { stage, sources, images, ...props }: WatchStackProps) {
    super(scope, id, { ...props, description: 'The alarms of the retail enterprise' });
    const findings = new ScannerFindings(this, 'Findings', {
      repositories: images,
      externalSources: ['retail.nessus'],
    });
    new BankObservability(this, 'Observability', {
      namePrefix: stage.name,
      sources: { ...sources, findings },
      page: [AlarmTarget.email('oncall@retail.example')],
      ticket: [AlarmTarget.email('platform@retail.example')],
      thresholds: {
        'partners-Latency': 2000, // milliseconds, as for the API
        // A report takes about 5 seconds. A service without tasks has no such alarm.
        ...(launchPhaseOf(this.node) === LaunchPhase.NOT_READY ? {} : { 'reports-Latency': 10 }),
      },
      alarmStack: this,
    });
  }
}
