import { Duration } from 'aws-cdk-lib';
import { runningApi } from './api';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { ONCALL, PLATFORM } from './observability';
import { BankObservability, ServiceLevel, ServiceLevelObjective } from '../../src/observability';
import { SpaToolchain, StaticSpaSite } from '../../src/site';

/** Objectives with the alarms that follow from them, once with their defaults and once with all they can have. */
export const objectives: Record<string, Variants> = {
  ServiceLevelObjective: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const metrics = runningApi({}, stack).requestMetrics;
      const available = new ServiceLevelObjective(stack, 'Available', {
        metrics,
        level: ServiceLevel.AVAILABILITY_99_9,
      });
      new BankObservability(stack, 'Observability', {
        ...{ namePrefix: 'prd-shop', sources: { available }, page: [ONCALL], ticket: [PLATFORM] },
      });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const site = new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite(), publishAdditionalMetrics: true });
      const metrics = site.requestMetrics;
      const late = new ServiceLevelObjective(stack, 'Late', {
        metrics,
        level: ServiceLevel.latency(0.95, Duration.seconds(1)),
        objectiveName: 'late pages',
        fastBurn: { rate: 10, window: Duration.hours(2), shortWindow: Duration.minutes(10) },
        mediumBurn: { rate: 5, window: Duration.hours(8), shortWindow: Duration.minutes(40) },
        slowBurn: { rate: 2, window: Duration.days(1), shortWindow: Duration.hours(2) },
        minimumFailures: 5,
        expectedRequestsPerHour: 60,
        silenceAfter: Duration.hours(3),
      });
      const median = new ServiceLevelObjective(stack, 'Median', { metrics, level: ServiceLevel.P50_WITHIN_100_MS });
      new BankObservability(stack, 'Observability', {
        ...{ namePrefix: 'prd-shop', sources: { site, late, median }, page: [ONCALL], ticket: [PLATFORM] },
      });
    },
  },
};
