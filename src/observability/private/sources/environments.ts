import { Stack, Stage } from 'aws-cdk-lib';
import { ObservedSource } from './observed-source';
import { literalOrUndefined } from '../../../core/private/checks/values';
import { areDifferent } from '../../../core/private/stacks/stack-of';

/** The sources of one Stage and account. References cross neither, so each environment has alarms of its own. */
export class Environment {
  public readonly sources: ObservedSource[] = [];

  /** @param anchor stack beside which the stacks with alarms are created */
  constructor(public readonly anchor: Stack) {}

  /** Whether a stack is of the same Stage and account. */
  public includes(stack: Stack): boolean {
    return Stage.of(stack) === Stage.of(this.anchor) && !areDifferent(stack.account, this.anchor.account);
  }

  /** Regions with alarms, the anchor's first. */
  public get alarmRegions(): string[] {
    const regions = this.sources.flatMap((source) => source.alarms.map(({ region }) => this.regionOf(source, region)));
    const { region: home } = this.anchor;
    const others = [...new Set(regions)].filter((region) => region !== home).sort();
    return [...(regions.includes(home) ? [home] : []), ...others];
  }

  /** The sources with their alarms of a region, without those that have none there. */
  public alarmsIn(wanted: string): ObservedSource[] {
    return this.sources
      .map((source) => ({
        ...source,
        alarms: source.alarms.filter(({ region }) => this.regionOf(source, region) === wanted),
      }))
      .filter(({ alarms }) => alarms.length > 0);
  }

  /** Regions with log queries. */
  public get logRegions(): string[] {
    const regions = this.sources.flatMap((source) => source.queries.map(({ region }) => this.regionOf(source, region)));
    return [...new Set(regions)];
  }

  /** The sources with their log queries of a region, without those that have none there. */
  public logQueriesIn(wanted: string): ObservedSource[] {
    return this.sources
      .map((source) => ({
        ...source,
        queries: source.queries.filter(({ region }) => this.regionOf(source, region) === wanted),
      }))
      .filter(({ queries }) => queries.length > 0);
  }

  /** The region of a definition, or that of its source; the anchor's, if neither is a literal. */
  private regionOf({ stack }: ObservedSource, region: string = stack.region): string {
    return literalOrUndefined(region) ?? this.anchor.region;
  }
}

/** Groups the sources by Stage and account, those of the observer first. */
export function environmentsOf(home: Stack, sources: ObservedSource[]): Environment[] {
  const environments = [new Environment(home)];
  for (const source of sources) {
    let environment = environments.find((it) => it.includes(source.stack));
    if (!environment) {
      environment = new Environment(source.stack);
      environments.push(environment);
    }
    environment.sources.push(source);
  }
  return environments.filter((environment) => environment.sources.length > 0);
}
