import { LaunchPhase } from '../../../src/service';
import { Changes, configOf, readBank, RUNNING } from '../../support/bank';
import { textOf } from '../../support/observability';

const running = readBank(RUNNING);
const set = readBank({
  ...RUNNING,
  'objectives.apiAvailability': 99.5,
  'objectives.apiLatencyMilliseconds': 800,
  'objectives.siteAvailability': 99.95,
});
const PREFIX = 'prd-rl-bank-';

type Bank = typeof running;

function alarmsOf({ of }: Bank) {
  const found = [...of('AWS::CloudWatch::Alarm'), ...of('AWS::CloudWatch::CompositeAlarm')];
  return new Map(found.map((it) => [it.Properties.AlarmName.replace(PREFIX, '') as string, it]));
}

/** The severity whose topic an alarm notifies. */
function calledBy(bank: Bank, name: string): string | undefined {
  return /(Page|Ticket)/.exec(JSON.stringify(alarmsOf(bank).get(name)?.Properties.AlarmActions ?? ''))?.[1];
}

function mathOf(bank: Bank, name: string): string {
  return JSON.stringify(alarmsOf(bank).get(name)!.Properties.Metrics);
}

describe('RB12b the objectives of a bank that runs', () => {
  test.each([
    ['api-available', 'watch'],
    ['api-fast', 'watch'],
    ['webapp-available', 'watch/WatchStack-edge'],
    ['mp-webapp-available', 'watch/WatchStack-edge'],
  ])('%s pages by one alarm, and opens a ticket by one, in the region of its metrics', (name, stack) => {
    const ids = ['FastBurn-Call', 'SlowBurn-Call'].map((id) => `${name}-${id}`);

    expect(ids.map((id) => calledBy(running, id))).toEqual(['Page', 'Ticket']);
    expect(ids.map((id) => alarmsOf(running).get(id)!.stack)).toEqual([stack, stack]);
  });

  test.each([
    ['api-available', 'FastBurnLong', '/ 0.001,', '/ 0.005,'],
    ['api-fast', 'FastBurnLong', 'PR(:0.5)', 'PR(:0.8)'],
    ['webapp-available', 'FastBurnLong', '/ 0.001,', '/ 0.0005,'],
    ['mp-webapp-available', 'FastBurnLong', '/ 0.001,', '/ 0.0005,'],
  ])('%s has the share and the time of the config', (name, id, byDefault, ofConfig) => {
    expect(mathOf(running, `${name}-${id}`)).toContain(byDefault);
    expect(mathOf(set, `${name}-${id}`)).toContain(ofConfig);
  });

  test('a day without a request opens one ticket for a source', () => {
    const silent = [...alarmsOf(running)].filter(([name]) => name.endsWith('-Silence'));

    expect(silent.map(([name]) => name).sort()).toEqual(
      ['api', 'mp-webapp', 'webapp'].map((source) => `${source}-available-Silence`),
    );
    silent.forEach(([name]) => expect(mathOf(running, name)).toContain('"Period":86400'));
    expect(silent.map(([name]) => calledBy(running, name))).toEqual(['Ticket', 'Ticket', 'Ticket']);
  });
});

const REPLACED = ['api-ServerErrors-Call', 'api-Latency-Call', 'webapp-ServerErrors', 'mp-webapp-ServerErrors'];

describe('RB12c errors and response times page once:', () => {
  test.each(REPLACED)('%s is a ticket beside an objective, and a page where the config disables it', (name) => {
    const without = readBank({ ...RUNNING, 'objectives.disabled': true });

    expect([running, without].map((bank) => calledBy(bank, name))).toEqual(['Ticket', 'Page']);
  });

  test('no healthy target pages unless the objective does', () => {
    const all = alarmsOf(running);
    const idOf = (name: string) => all.get(name)!.id;
    const rule = textOf(all.get('api-NoHealthyTarget-Call')!.Properties.AlarmRule);

    expect(calledBy(running, 'api-NoHealthyTarget-Call')).toBe('Page');
    expect(rule).toContain(idOf('api-available-FastBurn-Call'));
  });
});

test('RB22 while the API waits, its objectives are not there, and no site reports silence', () => {
  const names = [...alarmsOf(readBank()).keys()].filter((name) => /-(available|fast)-/.test(name));

  expect(configOf().api.launchPhase).toBe(LaunchPhase.NOT_READY);
  expect(names.filter((name) => /^api-|-Silence$/.test(name))).toEqual([]);
  expect(names.filter((name) => name.endsWith('-Call'))).toEqual(
    expect.arrayContaining(['webapp-available-FastBurn-Call', 'mp-webapp-available-FastBurn-Call']),
  );
});
