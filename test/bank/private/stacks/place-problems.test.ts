import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuseOtherPlaces, takenByOthers } from '../../../../src/bank/private/stacks/place-problems';
import { bankApp, bankOf, Changes, configOf, stacksOf } from '../../../support/bank';

const IMAGE = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
const HOME = { account: '982233224911', region: 'ap-southeast-1' };

describe('RB5b a bank goes where its image is, and not into', () => {
  test.each([
    ['another account', { account: '111111111111' }, 'account 111111111111 and region ap-southeast-1'],
    ['another region', { region: 'eu-west-1' }, 'account 982233224911 and region eu-west-1'],
  ])('a Stage in %s', (_, env, there) => {
    const stage = new Stage(bankApp(), 'Prod', { env });

    expect(() => bankOf({}, stage)).toThrow(
      `'config.api.image' is "${IMAGE}", but must be in ${there}, as its Stage is: give the Stage the env of the config, or name an image in its account and region [bank-mvp/elsewhere at Prod/Bank]`,
    );
  });

  test('a stack of a Stage in another region', () => {
    const host = new Stack(new Stage(bankApp(), 'Prod', { env: { region: 'eu-west-1' } }), 'Host');

    expect(() => bankOf({}, host)).toThrow('config/elsewhere at Prod/Host');
  });

  test.each<[string, Changes]>([
    ['open', {}],
    ['closed', { createResources: false }],
    ['disabled', { createResources: false, enabled: false }],
  ])('a stack in another region, with its gate %s', (_, changes) => {
    const host = new Stack(bankApp(), 'Host', { env: { ...HOME, region: 'eu-west-1' } });

    expect(() => bankOf(changes, host)).toThrow('config/elsewhere at Host');
  });
});

describe('RB19e a bank goes into', () => {
  test('a stack that does not say where it is', () => {
    const bank = bankOf({}, new Stack(bankApp(), 'Host'));

    expect(new Set(stacksOf(bank).map(({ account }) => account))).toEqual(new Set(['982233224911']));
  });

  test.each([
    ['is where the bank is', HOME],
    ['says half of it', { account: '982233224911' }],
    ['says nothing of it', undefined],
  ])('a Stage or a stack that %s', (_, env) => {
    const stage = new Stage(bankApp(), 'Prod', { env });

    expect(() => refuseOtherPlaces(stage, configOf())).not.toThrow();
    expect(() => refuseOtherPlaces(new Stack(bankApp(), 'Host', { env }), configOf())).not.toThrow();
  });
});

describe('RB24 of a second bank', () => {
  const FURTHER: Changes = {
    namePrefix: 'stg-rl-bank',
    'api.settingsPath': 'stg/bank/api',
    'api.image': IMAGE.replace('rl-bank-api:live', 'stg-bank-api:live'),
    'webapp.bucketName': 'stg-rl-bank-webapp',
    'merchantPortal.bucketName': 'stg-rl-bank-mp-webapp',
  };
  const OTHER_ONE = 'choose another for this bank';

  /** What a second bank is told, by property, where it differs from the first by these values. */
  function taken(first: Changes, second: Changes) {
    const app = bankApp();
    takenByOthers(new Construct(app, 'Bank'), configOf(first));
    const problems = takenByOthers(new Construct(app, 'Bank2'), configOf({ ...FURTHER, ...second }));
    return problems.flatMap((it) => (it ? [[it.prop, it.value, it.fix]] : []));
  }

  test.each<[string, string, string, string]>([
    ['namePrefix', 'prd-rl-bank', 'prd-rl-bank', OTHER_ONE],
    ['api.settingsPath', 'rl/bank/api', 'rl/bank/api', OTHER_ONE],
    [
      'api.image',
      IMAGE.replace(':live', ':stable'),
      IMAGE.replace(':live', ''),
      'name another repository, or set adopt.repository to true',
    ],
    ['webapp.bucketName', 'prd-rl-bank-mp-webapp', 'prd-rl-bank-mp-webapp', OTHER_ONE], // of the portal
    ['merchantPortal.bucketName', 'prd-rl-bank-mp-webapp', 'prd-rl-bank-mp-webapp', OTHER_ONE],
  ])('%s is its own', (path, value, told, fix) => {
    expect(taken({}, { [path]: value })).toEqual([[`config.${path}`, told, fix]]);
  });

  test.each<[string, Changes, Changes]>([
    ['everything is its own', {}, {}],
    ['the repository may be the same where it exists', {}, { 'api.image': IMAGE, 'adopt.repository': true }],
    [
      'nothing is taken by one that is disabled',
      { createResources: false, enabled: false },
      { namePrefix: 'prd-rl-bank' },
    ],
  ])('%s', (_, first, second) => {
    expect(taken(first, second)).toEqual([]);
  });
});
