import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuseOtherPlaces, takenByOthers } from '../../../../src/bank/private/stacks/place-problems';
import { bankApp, bankOf, Changes, configOf, ENDPOINTS, NEW_ZONE, stacksOf } from '../../../support/bank';
import { saidOf } from '../../../support/problems';

const IMAGE = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
const HOME = { account: '982233224911', region: 'ap-southeast-1' };

describe('RB5b a bank goes where its image is, and not into', () => {
  test.each([
    ['another account', { account: '111111111111' }],
    ['another region', { region: 'eu-west-1' }],
  ])('a Stage in %s', (_, env) => {
    const stage = new Stage(bankApp(), 'Prod', { env });

    expect(() => bankOf({}, stage)).toThrowProblem('bank-mvp/elsewhere', 'config.api.image', IMAGE, 'Prod/Bank');
  });

  test('a stack of a Stage in another region', () => {
    const host = new Stack(new Stage(bankApp(), 'Prod', { env: { region: 'eu-west-1' } }), 'Host');

    expect(() => bankOf({}, host)).toThrowProblem('config/elsewhere', 'api.image', IMAGE);
  });

  test.each<[string, Changes]>([
    ['open', {}],
    ['closed', { createResources: false }],
    ['disabled', { createResources: false, enabled: false }],
  ])('a stack in another region, with its gate %s', (_, changes) => {
    const host = new Stack(bankApp(), 'Host', { env: { ...HOME, region: 'eu-west-1' } });

    expect(() => bankOf(changes, host)).toThrowProblem('config/elsewhere', 'api.image', IMAGE);
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
    'domain.apiSubdomain': 'stg-api',
    'domain.appSubdomain': 'stg-app',
    'domain.merchantSubdomain': 'stg-merchant',
    'alarms.page': [{ email: 'oncall@bank.example' }],
  };

  /** What a second bank is told, by property, where it differs from the first by these values. */
  function taken(first: Changes, second: Changes) {
    const app = bankApp();
    takenByOthers(new Construct(app, 'Bank'), configOf(first));
    return saidOf(takenByOthers(new Construct(app, 'Bank2'), configOf({ ...FURTHER, ...second })));
  }

  test.each<[path: string, given: string, value: string]>([
    ['namePrefix', 'prd-rl-bank', 'prd-rl-bank'],
    ['api.settingsPath', 'rl/bank/api', 'rl/bank/api'],
    ['api.image', IMAGE.replace(':live', ':stable'), IMAGE.replace(':live', '')],
    ['webapp.bucketName', 'prd-rl-bank-mp-webapp', 'prd-rl-bank-mp-webapp'], // of the portal
    ['merchantPortal.bucketName', 'prd-rl-bank-mp-webapp', 'prd-rl-bank-mp-webapp'],
    ['domain.apiSubdomain', 'api', 'api.bank.example'],
    ['domain.merchantSubdomain', 'app', 'app.bank.example'], // of the web app
  ])('%s is its own', (path, given, value) => {
    expect(taken({}, { [path]: given })).toEqual([['bank-mvp/name-taken', `config.${path}`, value]]);
  });

  test('a Slack channel is its own, and what an account, a domain or a VPC has once is that of the first', () => {
    const once = { ...ENDPOINTS, ...NEW_ZONE, 'deploy.oidcIssuerExists': false };
    const slack = [{ slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } }];

    expect(taken(once, { ...once, 'alarms.page': slack })).toEqual([
      ['bank-mvp/name-taken', 'config.alarms', 'T0123ABCD/C0123ABCD'],
      ['bank-mvp/name-taken', 'config.domain.hostedZoneId', undefined],
      ['bank-mvp/name-taken', 'config.deploy.oidcIssuerExists', false],
      ['bank-mvp/name-taken', 'config.network.endpointSecurityGroupId', undefined],
    ]);
  });

  test('of a copy of the config, one error has all problems', () => {
    const app = bankApp();
    const copy = configOf();
    bankOf({}, app);

    const names = saidOf(takenByOthers(new Construct(app, 'Bank2'), copy)).map(([, prop]) => prop);
    expect(names).toEqual([
      ...['config.namePrefix', 'config.api.settingsPath', 'config.api.image'],
      ...['config.webapp.bucketName', 'config.merchantPortal.bucketName'],
      ...['config.domain.apiSubdomain', 'config.domain.appSubdomain', 'config.domain.merchantSubdomain'],
      'config.alarms',
    ]);
    expect(() => bankOf({}, app, 'Bank3')).toThrow(/^9 problems \[bank-mvp\/name-taken at Bank3\]/);
  });

  test.each<[string, Changes, Changes]>([
    ['everything is its own', {}, {}],
    [
      'the OIDC provider, the zone and the endpoints of the first are used',
      { ...ENDPOINTS, ...NEW_ZONE, 'deploy.oidcIssuerExists': false },
      { ...ENDPOINTS, 'network.endpointSecurityGroupId': 'sg-0123456789abcdef0' },
    ],
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
