import { Stack } from 'aws-cdk-lib';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { findingsOf } from './findings';
import { sinkLink } from './sink-link';
import { IAlarmSource } from '../../../core';
import { entriesOf } from '../../../core/private/checks/types';
import {
  BankObservability,
  IAlarmTarget,
  ServiceLevel,
  ServiceLevelObjective,
  UptimeCheck,
} from '../../../observability';
import { BankApiService, EcsService, IImageRepository, LaunchPhase, WorkerService } from '../../../service';
import { CellPlan, partOf } from '../cell-plan';

/** What is observed, and who is notified. */
export interface WatchNeeds {
  readonly apis: Record<string, BankApiService>;
  readonly worker: WorkerService;
  /** Beside API and worker, by the names that alarms get. */
  readonly sources: Record<string, IAlarmSource | undefined>;
  /** Images of the cell, whose scans find something. */
  readonly repositories: IImageRepository[];
  readonly page: IAlarmTarget[];
  readonly ticket: IAlarmTarget[];
}

/** Levels of the document: 99.9 % succeed, p99 below 500 ms, p50 below 100 ms. */
const LEVELS: Array<[string, ServiceLevel]> = [
  ['available', ServiceLevel.AVAILABILITY_99_9],
  ['fast', ServiceLevel.P99_WITHIN_500_MS],
  ['median', ServiceLevel.P50_WITHIN_100_MS],
];

/** Alarms, topics and dashboard of the cell: after all that they observe. */
export function watchStack(cell: Stack, plan: CellPlan, needs: WatchNeeds): BankObservability {
  const { capacity, cellName } = plan;
  const stack = partOf(cell, 'watch', 'alarms and dashboard');
  sinkLink(cell, stack, plan);
  const versions = entriesOf(needs.apis);
  const known = Object.entries(needs.sources).filter(
    (entry): entry is [string, IAlarmSource] => entry[1] !== undefined,
  );
  saveTraceQuery(stack, cellName, [...Object.values(needs.apis), needs.worker]);
  return new BankObservability(stack, 'Observability', {
    namePrefix: cellName,
    sources: {
      ...Object.fromEntries(known),
      worker: needs.worker,
      ...Object.fromEntries(versions.map(([version, api]) => [`api-${version}`, api])),
      ...objectivesOf(stack, plan, versions),
      ...checksOf(stack, plan, versions),
      ...findingsOf(stack, plan, needs.repositories),
    },
    page: capacity.pages ? needs.page : needs.ticket,
    ticket: needs.ticket,
    alarmStack: stack,
  });
}

/** A request has one id in the logs of all services, so one query over all of them follows it. */
function saveTraceQuery(stack: Stack, cellName: string, services: EcsService[]): void {
  const commands = [
    '# Put the id of the request here: Root of X-Amzn-Trace-Id, which is that of its trace in X-Ray',
    'filter @message like "1-00000000-000000000000000000000000"',
    '| fields @timestamp, @log, @message',
    '| sort @timestamp',
  ];
  new CfnQueryDefinition(stack, 'RequestById', {
    name: `${cellName}/Where did a request go, and what did each service do`,
    logGroupNames: services.map(({ logQueries: [{ logGroupName }] }) => logGroupName),
    queryString: commands.join('\n'),
  });
}

type Versions = Array<[string, BankApiService]>;

/** An error budget needs users: before the API runs, silence would be a ticket each hour. */
function objectivesOf(stack: Stack, { capacity, launchPhase }: CellPlan, versions: Versions) {
  if (!capacity.objectives || launchPhase !== LaunchPhase.RUNNING) {
    return {};
  }
  const objectives = new Construct(stack, 'Objectives');
  const made = versions.flatMap(([version, api]) => {
    const place = new Construct(objectives, version);
    return LEVELS.map(([name, level]) => {
      const objective = new ServiceLevelObjective(place, name, {
        metrics: api.requestMetrics,
        level,
        objectiveName: `${name} ${version}`,
      });
      return [`api-${version}-${name}`, objective] as const;
    });
  });
  return Object.fromEntries(made) as Record<string, IAlarmSource>;
}

/** Route 53 asks each version from outside, through CloudFront and the firewall, as users do. */
function checksOf(stack: Stack, { capacity, launchPhase, domain }: CellPlan, versions: Versions) {
  if (!capacity.healthChecks || launchPhase !== LaunchPhase.RUNNING) {
    return {};
  }
  const place = new Construct(stack, 'Uptime');
  const made = versions.map(([version]) => {
    const check = new UptimeCheck(place, version, { url: `https://api.${domain.domainName}/${version}/health` });
    return [`up-${version}`, check] as const;
  });
  return Object.fromEntries(made) as Record<string, IAlarmSource>;
}
