import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmStackLocation, alarmScopeFor } from './alarms/alarm-stacks';
import { claimNames } from './alarms/claimed-names';
import { RegionalAlarms } from './alarms/regional-alarms';
import { routeTo } from './alarms/routes';
import { dashboardFor, panelsOf } from './dashboard/dashboard';
import { dashboardProblems } from './dashboard/dashboard-problems';
import { saveLogQueries } from './dashboard/log-queries';
import { Environment } from './sources/environments';
import { throwOnProblems } from '../../core/private/checks/problems';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import type { IAlarmTarget } from '../alarm-target';
import type { ExistingTopics } from '../existing-topics';
import type { MaintenanceWindow } from '../maintenance-window';
import type { Runbook } from '../runbook';

/** Props of the observer, with defaults. */
export interface ObserverOptions {
  readonly namePrefix: string;
  readonly page: IAlarmTarget[];
  readonly ticket: IAlarmTarget[];
  readonly existingTopics?: ExistingTopics;
  readonly runbook: Runbook;
  readonly thresholds: Record<string, number>;
  readonly deploymentQuietPeriod: Duration;
  readonly maintenanceWindows: MaintenanceWindow[];
  readonly dashboard: boolean;
}

/** What observes one Stage and account. */
export interface ObservedEnvironment {
  readonly alarms: IAlarm[];
  readonly topics: ITopic[];
  readonly dashboard?: Dashboard;
}

/** Creates the alarms of each region, their routes to targets, saved log queries and a dashboard. */
export function observeEnvironment(
  location: AlarmStackLocation,
  environment: Environment,
  options: ObserverOptions,
): ObservedEnvironment {
  const { owner } = location;
  const name = nameOf(location, options.namePrefix);
  const regions = environment.alarmRegions.map((region) => {
    return new RegionalAlarms(scopeIn(region, location, environment), environment.alarmsIn(region), {
      ...options,
      topicPrefix: name,
      links: {
        runbook: options.runbook,
        dashboard: options.dashboard ? { name, region: environment.anchor.region } : undefined,
      },
    });
  });
  routeTo(owner, options, regions);
  claimNames(owner, regions);
  for (const region of environment.logRegions) {
    saveLogQueries(scopeIn(region, location, environment), options.namePrefix, environment.logQueriesIn(region));
  }
  return {
    alarms: regions.flatMap(({ alarms }) => alarms),
    topics: regions.flatMap(({ topics }) => Object.values(topics)),
    dashboard: options.dashboard ? dashboardOf(name, location, environment, options, regions) : undefined,
  };
}

/** Name of the dashboard, and prefix of the topics: the stack's name distinguishes further Stages and accounts. */
function nameOf({ owner, anchor, given }: AlarmStackLocation, namePrefix: string): string {
  const isHome = anchor === given || anchor === topLevelStack(owner);
  return isHome ? namePrefix : `${namePrefix}-${anchor.stackName}`;
}

/** A scope in a stack of the region, which is deployed after all sources, even those that it refers to by literal names. */
function scopeIn(region: string, location: AlarmStackLocation, { sources }: Environment): Construct {
  return alarmScopeFor(
    location,
    region,
    sources.map(({ stack }) => stack),
  );
}

function dashboardOf(
  dashboardName: string,
  location: AlarmStackLocation,
  environment: Environment,
  { namePrefix, runbook }: ObserverOptions,
  regions: RegionalAlarms[],
): Dashboard {
  const panels = panelsOf(environment.sources);
  throwOnProblems(location.owner, ...dashboardProblems(location.owner, dashboardName, panels));
  const scope = scopeIn(environment.anchor.region, location, environment);
  const local = regions.filter((region) => Stack.of(region) === Stack.of(scope));
  return dashboardFor(scope, {
    dashboardName,
    panels,
    alarms: local.flatMap(({ notifying }) => notifying),
    alarmRegions: environment.alarmRegions,
    namePrefix,
    runbook,
  });
}
