import { Stack } from 'aws-cdk-lib';
import { ServiceLevel, ServiceLevelObjective } from '../../../src/observability';
import { runningApi } from '../api';
import { newApp, workloadStack } from '../cloud';
import { observe } from '../observability';

export const PREFIX = 'prd-rl-bank';

/** The alarms of a template. */
export interface AlarmTemplate {
  readonly Resources: Record<string, any>;
}

/** The alarms of objectives of one API, or of metrics that are given, by the names of their sources. */
export function objectiveTemplate(
  levels: Record<string, ServiceLevel>,
  metricsIn = (stack: Stack) => runningApi({}, stack).requestMetrics,
): AlarmTemplate {
  const app = newApp();
  const stack = workloadStack(app, 'Objectives');
  const requestMetrics = metricsIn(stack);
  const objectives = Object.entries(levels).map(([name, level]) => {
    return [name, new ServiceLevelObjective(stack, name, { metrics: requestMetrics, level })] as const;
  });
  observe(stack, Object.fromEntries(objectives), { namePrefix: PREFIX });
  const resources = app
    .synth()
    .stacksRecursively.flatMap(({ template }) => Object.entries<any>(template.Resources ?? {}));
  const isOf = (name: unknown) => Object.keys(levels).some((level) => `${name}`.startsWith(`${PREFIX}-${level}-`));
  return { Resources: Object.fromEntries(resources.filter(([, { Properties }]) => isOf(Properties?.AlarmName))) };
}

/** The same template for another availability: a synthesis takes longer than many simulations. */
export function withAvailability(template: AlarmTemplate, from: number, to: number): AlarmTemplate {
  const [share, other] = [from, to].map((objective) => Number((1 - objective).toFixed(6)));
  return JSON.parse(JSON.stringify(template).replaceAll(`/ ${share},`, `/ ${other},`));
}

/** The template with changes to the properties of alarms, by the ends of their names. */
export function changed(template: AlarmTemplate, changes: Record<string, object>): AlarmTemplate {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const [, change] = Object.entries(changes).find(([end]) => resource.Properties.AlarmName.endsWith(`-${end}`)) ?? [];
    return [id, { ...resource, Properties: { ...resource.Properties, ...change } }];
  });
  return { Resources: Object.fromEntries(resources) };
}

/** The alarms of one objective, and those that they ask for their state. */
export function alarmsOf(template: AlarmTemplate, name: string): AlarmTemplate {
  const all = Object.entries(template.Resources);
  const own = new Set(all.filter(([, { Properties }]) => Properties.AlarmName.startsWith(`${PREFIX}-${name}-`)));
  for (const [, resource] of own) {
    const text = JSON.stringify(resource);
    all.filter(([id]) => text.includes(`"${id}"`)).forEach((asked) => own.add(asked));
  }
  return { Resources: Object.fromEntries(all.filter((resource) => own.has(resource))) };
}
