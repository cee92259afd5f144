import { objectivesOf } from '../../../src/bank/private/objectives';
import { Changes, configOf, RUNNING, UNWATCHED } from '../../support/bank';

const SITES = ['webapp-available', 'mp-webapp-available'];

test.each<[string, Changes, string[]]>([
  ['of the API and of the sites, once tasks run', RUNNING, ['api-available', 'api-fast', ...SITES]],
  ['of the API from its first start', { 'api.launchPhase': 'first-start' }, ['api-available', 'api-fast', ...SITES]],
  ['of the sites alone while the API waits', {}, SITES],
  ['none without alarms', { ...RUNNING, ...UNWATCHED }, []],
  ['none that the config disables', { ...RUNNING, 'objectives.disabled': true }, []],
])('RB12b the objectives are %s', (_, changes, names) => {
  expect(objectivesOf(configOf(changes)).map(({ name }) => name)).toEqual(names);
});

test('RB12b a site reports silence once tasks run, before which its files may be missing; the API once, by its availability', () => {
  const reportedBy = (changes: Changes) =>
    objectivesOf(configOf(changes)).flatMap(({ name, reportsSilence }) => (reportsSilence ? [name] : []));

  expect(reportedBy({})).toEqual([]);
  expect(reportedBy(RUNNING)).toEqual(['api-available', ...SITES]);
});
