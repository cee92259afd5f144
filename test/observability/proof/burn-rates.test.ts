import * as fc from 'fast-check';
import { ServiceLevel } from '../../../src/observability';
import { SpaToolchain, StaticSpaSite } from '../../../src/site';
import { objectiveProperties } from '../../support/cloudwatch/objective-properties';
import { alarmsOf, objectiveTemplate, PREFIX, withAvailability } from '../../support/cloudwatch/objectives';
import { alarmsIn, simulate, SimulationProps } from '../../support/cloudwatch/simulate';
import { Minute, Traffic } from '../../support/cloudwatch/traffic';

const template = objectiveTemplate({
  'api-available': ServiceLevel.AVAILABILITY_99_9,
  'api-fast': ServiceLevel.P99_WITHIN_500_MS,
});
const available = alarmsOf(template, 'api-available');

describe('PC14a whatever traffic and availability, with whole numbers of failures', () => {
  const properties = objectiveProperties(available);

  test.each<[string, keyof typeof properties]>([
    ['nothing notifies while failures stay within the budget in every minute', 'quietWithinBudget'],
    [
      'a page is for 2 % of the budget of a month within an hour, or 5 % within six; one soon after for three quarters',
      'pagesForSpentBudget',
    ],
    [
      'a total outage pages before a tenth of the budget of a month is spent, from 10 requests a minute',
      'pagesBeforeTenPercent',
    ],
    ['a constant share pages once, unless a failure is rare', 'onePageForOneCause'],
    ['every alarm recovers when failures end', 'recovers'],
  ])('%s', async (_, name) => {
    await fc.assert(properties[name] as fc.IRawProperty<unknown>, { numRuns: 60 });
  });

  test('the alarms of another availability are the same with another budget', () => {
    const other = objectiveTemplate({ 'api-available': ServiceLevel.availability(0.97) });
    const metricsOf = (alarms: typeof other) => alarmsIn(alarms).map(({ properties: { Metrics } }) => Metrics);
    expect(metricsOf(withAvailability(available, 0.999, 0.97))).toEqual(metricsOf(other));
  });
});

describe('PC14a an outage of half an hour', () => {
  const outage = (what: 'failed' | 'refused' | 'slow', length = 30) => {
    return new Traffic(-24 * 60, length + 25 * 60, (minute): Minute => {
      if (minute < 0 || minute >= length) return { requests: 100 };
      return what === 'refused' ? { requests: 0, refused: 100 } : { requests: 100, [what]: 100 };
    });
  };
  const changesOf = (alarms: typeof template, traffic: Traffic, props: Partial<SimulationProps> = {}) => {
    const { transitions } = simulate(alarms, traffic.source, { from: 0, to: traffic.to, ...props });
    const states = Object.entries(transitions).map(([name, [, ...changes]]) => {
      return [name.replace(`${PREFIX}-`, ''), changes.map(({ minute, state }) => `${minute} ${state}`).join(', ')];
    });
    return Object.fromEntries(states.filter(([, changes]) => changes !== ''));
  };

  test('sets off each alarm, and lets it recover, at its minute', () => {
    expect(changesOf(available, outage('failed'))).toEqual({
      'api-available-FastBurn': '2 ALARM, 90 OK', // its oldest period begins when the outage has ended
      'api-available-FastBurnLong': '2 ALARM, 90 OK',
      'api-available-MediumBurn': '2 ALARM, 90 OK',
      'api-available-MediumBurnLong': '4 ALARM, 389 OK',
      'api-available-SlowBurn': '2 ALARM, 150 OK',
      'api-available-SlowBurnLong': '6 ALARM, 1467 OK',
      'api-available-FastBurn-Call': '2 ALARM, 90 OK',
    });
  });

  test('pages at the same minute when no request reaches a target, and none is counted', () => {
    expect(changesOf(available, outage('refused'))['api-available-FastBurn-Call']).toBe('2 ALARM, 90 OK');
  });

  test.each([
    [0, '1 ALARM, 90 OK'],
    [3, '4 ALARM, 90 OK'],
  ])('pages when its first failures can be read, with metrics %d minutes late', (delay, changes) => {
    expect(changesOf(available, outage('failed'), { delay })['api-available-FastBurn-Call']).toBe(changes);
  });

  test('pages for latency when it is slow, later, since one of a hundred may be', () => {
    expect(changesOf(template, outage('slow'))).toMatchObject({ 'api-fast-FastBurn-Call': '10 ALARM, 90 OK' });
  });

  test.each([
    ['end with it', 30, ['2 api-available']],
    ['go on for a quarter of an hour', 45, ['2 api-available']],
    ['go on for hours', 120, ['2 api-available', '105 api-fast']],
  ])('pages once for failures and late answers that %s', (_, lateUntil, expected) => {
    const traffic = new Traffic(-24 * 60, 12 * 60, (minute): Minute => {
      const count = (end: number) => (minute >= 0 && minute < end ? 100 : 0);
      return { requests: 100, failed: count(30), slow: count(lateUntil) };
    });
    const pagesOf = (isReversed: boolean) => {
      const { notifications } = simulate(template, traffic.source, { from: 0, to: traffic.to, isReversed });
      const pages = notifications.filter(({ action, topic }) => action === 'ALARM' && /Page/.test(topic));
      return pages.map(
        ({ minute, alarm }) => `${minute} ${alarm.slice(PREFIX.length + 1).replace('-FastBurn-Call', '')}`,
      );
    };

    expect([pagesOf(false), pagesOf(true)]).toEqual([expected, expected]);
  });

  test('pages for the visitors of a site by the percentage of errors', () => {
    const site = objectiveTemplate({ 'site-available': ServiceLevel.AVAILABILITY_99_9 }, (stack) => {
      return new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite() }).requestMetrics;
    });
    expect(changesOf(site, outage('failed'))['site-available-FastBurn-Call']).toBe('2 ALARM, 90 OK');
  });
});
