import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IAlarmSource } from 'rl-bank-constructs/core';
import { AlarmTarget, BankObservability, UptimeCheck } from 'rl-bank-constructs/observability';

export interface WatchStackProps extends StackProps {
  readonly sources: Record<string, IAlarmSource>;
  readonly uptimeUrls: string[];
}

/** Whoever is called, for what, and where they look: after everything else. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, props: WatchStackProps) {
    super(scope, id, props);

    const uptime = props.uptimeUrls.map((url) => {
      const name = `up-${new URL(url).hostname.split('.')[0]}`;
      return [name, new UptimeCheck(this, name, { url })] as const;
    });
    new BankObservability(this, 'Observability', {
      namePrefix: 'prd-rl-bank',
      sources: { ...props.sources, ...Object.fromEntries(uptime) },
      page: [AlarmTarget.email('oncall@example.com')],
      ticket: [AlarmTarget.email('platform@example.com')],
      watchStack: this,
    });
  }
}
