import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankStack } from './bank-stack';
import { IAlarmSource, RequestMetrics } from '../../../core';
import {
  AlarmTarget,
  BankObservability,
  IAlarmTarget,
  Runbook,
  ServiceLevel,
  ServiceLevelObjective,
  UptimeCheck,
} from '../../../observability';
import { LaunchPhase } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { AlarmTargetConfig } from '../../config/alarms-config';
import { uptimePathOf } from '../config/uptime-path';
import { BankObjective, objectivesOf } from '../objectives';

/** What has requests of users, by the names of the sources. */
export type Requested = Readonly<Record<BankObjective['source'], { readonly requestMetrics: RequestMetrics }>>;

/**
 * A young bank has quiet nights, and a portal quiet weekends: a shorter silence would be a ticket each morning. What users
 * cannot reach is found within minutes by `uptimeCheck`, whose requests also end the silence.
 */
const SILENCE = Duration.days(1);

/** Alarms, topics and dashboards: deployed after all other stacks. */
export class WatchStack extends BankStack {
  public readonly observability: BankObservability;

  constructor(
    scope: Construct,
    id: string,
    config: BankMvpConfig,
    sources: Record<string, IAlarmSource>,
    requested: Requested,
  ) {
    super(scope, id, config, 'Who is called, and what they look at');
    const { alarms, runbookUrl, namePrefix } = config;
    const targets = targetsOf([...alarms.page, ...alarms.ticket]);
    const calledBy = (severity: AlarmTargetConfig[]) => [...new Set(severity.map((it) => targets.get(keyOf(it))!))];
    this.observability = new BankObservability(this, 'bank-observability', {
      namePrefix,
      sources: { ...sources, ...this.objectivesOf(config, requested), ...this.uptimeOf(config) },
      page: calledBy(alarms.page),
      ticket: calledBy(alarms.ticket),
      runbook: runbookUrl === undefined ? undefined : Runbook.fromUrl(runbookUrl),
      alarmStack: this,
    });
  }

  private objectivesOf(config: BankMvpConfig, requested: Requested): Record<string, IAlarmSource> {
    const objectives = objectivesOf(config);
    const place = objectives.length > 0 ? new Construct(this, 'objectives') : this;
    const made = objectives.map(({ name, source, percent, withinMilliseconds, reportsSilence }) => {
      const { requestMetrics } = requested[source];
      const share = Number((percent / 100).toFixed(4)); // without the error of a division of binary fractions
      const level =
        withinMilliseconds === undefined
          ? ServiceLevel.availability(share)
          : ServiceLevel.latency(share, Duration.millis(withinMilliseconds));
      const silence = reportsSilence ? { silenceAfter: SILENCE } : { ignoreSilence: true };
      return [name, new ServiceLevelObjective(place, name, { metrics: requestMetrics, level, ...silence })];
    });
    return Object.fromEntries(made) as Record<string, ServiceLevelObjective>;
  }

  /** Health checks exist once the API answers: before that, all of them would fail. */
  private uptimeOf(config: BankMvpConfig): Record<string, IAlarmSource> {
    const { apiHost, appHost, merchantHost, api } = config;
    if (!config.uptimeCheck || api.launchPhase === LaunchPhase.NOT_READY) {
      return {};
    }
    const place = new Construct(this, 'uptime');
    const check = (name: string, url: string) => new UptimeCheck(place, name, { url });
    const path = uptimePathOf(api, api.routing.patterns);
    return {
      ...(path !== undefined && { 'up-api': check('api', `https://${apiHost}${path}`) }),
      'up-webapp': check('webapp', `https://${appHost}/`),
      'up-mp-webapp': check('mp-webapp', `https://${merchantHost}/`),
    };
  }
}

/** One target for each config, even if page and ticket name it both. */
function targetsOf(configs: AlarmTargetConfig[]): Map<string, IAlarmTarget> {
  return new Map([...new Map(configs.map((it) => [keyOf(it), it]))].map(([key, it]) => [key, targetOf(it)]));
}

function keyOf({ email, slack, topicArns }: AlarmTargetConfig): string {
  return JSON.stringify([email, slack?.workspaceId, slack?.channelId, topicArns]);
}

function targetOf({ email, slack, topicArns }: AlarmTargetConfig): IAlarmTarget {
  if (email !== undefined) {
    return AlarmTarget.email(email);
  }
  return slack ? AlarmTarget.slack(slack) : AlarmTarget.topics(...topicArns!);
}
