import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmInput } from './alarm-inputs';
import { AlarmStackLocation, alarmScopeFor } from './alarm-stacks';
import { claimNames } from './claimed-names';
import { RegionalAlarms } from './regional-alarms';
import { routeTo } from './routes';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { literalOrUndefined } from '../../../core/private/checks/values';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { dependOn } from '../../../core/private/stacks/weak-reference';
import type { IAlarmTarget } from '../../alarm-target';
import type { MaintenanceWindow } from '../../maintenance-window';
import type { Runbook } from '../../runbook';
import { dashboardFor, panelsOf } from '../dashboard/dashboard';
import { dashboardProblems } from '../dashboard/dashboard-problems';
import { keepLogQueries } from '../dashboard/log-queries';

/** What an observer was told, with defaults. */
export interface ObserverOptions {
  readonly namePrefix: string;
  readonly page: IAlarmTarget[];
  readonly ticket: IAlarmTarget[];
  readonly runbook: Runbook;
  readonly deploymentQuietPeriod: Duration;
  readonly maintenanceWindows: MaintenanceWindow[];
  readonly hasDashboard: boolean;
}

/** What observes one Stage and account. */
export interface ObservedEnvironment {
  readonly alarms: IAlarm[];
  readonly topics: ITopic[];
  readonly dashboard?: Dashboard;
}

/** Alarms in each region that has some, whom they call, one dashboard, and the questions to logs. */
export function observeEnvironment(
  home: AlarmStackLocation,
  watched: AlarmInput[],
  options: ObserverOptions,
): ObservedEnvironment {
  const { owner, anchor } = home;
  const isOwn = anchor === home.given || anchor === topLevelStack(owner);
  const name = isOwn ? options.namePrefix : `${options.namePrefix}-${anchor.stackName}`;
  const { namePrefix, runbook, hasDashboard } = options;
  const links = { runbook, dashboard: hasDashboard ? { name, region: anchor.region } : undefined };

  const places = new Map<string, Construct>();
  const placeIn = (region: string): Construct => {
    const made = places.get(region);
    if (made) {
      return made;
    }
    const place = alarmScopeFor(home, region);
    watched.forEach(({ stack }) => comeAfter(place, stack));
    places.set(region, place);
    return place;
  };

  const byRegion = new Map(regionsOf(anchor, watched).map((region) => [region, watchedIn(region, anchor, watched)]));
  const watches = [...byRegion].map(([region, sources]) => {
    return new RegionalAlarms(placeIn(region), sources, { ...options, topicPrefix: name, links });
  });
  routeTo(owner, options, watches);
  claimNames(owner, watches);

  const asking = watched.filter(({ queries }) => queries.length > 0);
  for (const region of new Set(asking.map((source) => regionOf(anchor, source)))) {
    const here = asking.filter((source) => regionOf(anchor, source) === region);
    keepLogQueries(placeIn(region), namePrefix, here);
  }

  const observed = { alarms: watches.flatMap(({ alarms }) => alarms), topics: watches.flatMap(topicsOf) };
  if (!hasDashboard) {
    return observed;
  }
  throwOnProblems(owner, ...dashboardProblems(owner, name, panelsOf(watched)));
  const place = placeIn(anchor.region);
  const atHome = watches.filter((watch) => Stack.of(watch) === Stack.of(place));
  const dashboard = dashboardFor(place, {
    dashboardName: name,
    watched,
    alarms: atHome.flatMap((watch) => watch.loud),
    alarmRegions: [...byRegion.keys()],
    namePrefix,
    runbook,
  });
  return { ...observed, dashboard };
}

/** The regions that have metrics with alarms, the anchor's own first. */
function regionsOf(anchor: Stack, watched: AlarmInput[]): string[] {
  const regions = watched.flatMap((source) => source.alarms.map(({ region }) => regionOf(anchor, source, region)));
  const others = [...new Set(regions)].filter((region) => region !== anchor.region).sort();
  return [...(regions.includes(anchor.region) ? [anchor.region] : []), ...others];
}

function watchedIn(wanted: string, anchor: Stack, watched: AlarmInput[]): AlarmInput[] {
  return watched
    .map((source) => ({
      ...source,
      alarms: source.alarms.filter(({ region }) => regionOf(anchor, source, region) === wanted),
    }))
    .filter(({ alarms }) => alarms.length > 0);
}

/** The region that is given, or the one of the source. One that nobody stated is taken for the anchor's. */
function regionOf(anchor: Stack, { stack }: AlarmInput, given?: string): string {
  return literalOrUndefined(given ?? stack.region) ?? anchor.region;
}

/** What watches by a name that is known here comes after its source all the same. */
function comeAfter(place: Construct, stack: Stack): void {
  if (topLevelStack(place) !== stack) {
    dependOn(topLevelStack(place), stack);
  }
}

function topicsOf({ topics }: RegionalAlarms): ITopic[] {
  return Object.values(topics);
}
