import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MeteredApi } from './machine-metrics';
import type { MachineRoute } from '../../machine-route';

/** A route, and the id of its alarm. */
export interface ObservedRoute {
  readonly id: string;
  readonly metered: MeteredApi;
  readonly hasAlarm: boolean;
}

/** What alarms, graphs and log queries have to know of an API. */
export interface ObservedMachineApi extends MeteredApi {
  readonly url: string;
  readonly logGroupName: string;
  /** Name of the function that authorizes; undefined with a user pool. */
  readonly authorizerName: string | undefined;
  /** Certificates that the API creates, with the ids of their alarms. */
  readonly certificates: ReadonlyArray<{ readonly id: string; readonly daysToExpiry: IMetric; readonly name: string }>;
  readonly routes: ObservedRoute[];
}

/** The routes with ids in PascalCase, such as `PostV1Tasks`; of two alike, such as `/a-b` and `/a/b`, the later one has a number. */
export function observedRoutes(routes: MachineRoute[]): ObservedRoute[] {
  const ids = routes.map(idOf);
  return routes.map(({ _metered: metered, _hasAlarm: hasAlarm }, index) => {
    const before = ids.slice(0, index).filter((id) => id === ids[index]).length;
    return { id: before > 0 ? `${ids[index]}No${before + 1}` : ids[index], metered, hasAlarm };
  });
}

function idOf({ method, path }: MachineRoute): string {
  const words = [method.toLowerCase(), ...path.split(/[^A-Za-z0-9]+/)].filter((word) => word !== '');
  return words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}
