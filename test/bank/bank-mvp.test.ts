import { CfnOutput, Stack } from 'aws-cdk-lib';
import { BankMvp, BankMvpConfig, BankSecretsScaffold } from '../../src/bank';
import { resourcesBelow } from '../../src/core/private/plan/template-reader';
import { ValkeyCache } from '../../src/data';
import { LeastPrivilegeDeployRoles } from '../../src/delivery';
import { EdgeCertificate } from '../../src/edge';
import { BankDns, ImportedNetwork } from '../../src/network';
import { BankObservability } from '../../src/observability';
import { BankApiService, ImageRepository } from '../../src/service';
import { StaticSpaSite } from '../../src/site';
import {
  ADOPTED,
  bankApp,
  bankOf,
  Changes,
  CLOSED,
  NEW_ZONE,
  placeIn,
  planOf,
  RUNNING,
  stacksOf,
  UNWATCHED,
  US_EAST_1,
} from '../support/bank';
import { fixture } from '../support/bank-configs';

const PLACES = ['images', 'cache', 'settings', 'api', 'sites', 'sites/EdgeTwin', 'watch', 'watch/WatchStack-edge'];
const NAMES: Record<string, string> = {
  ...Object.fromEntries([...PLACES, 'deploy-roles'].map((place) => [place, `prd-rl-bank-${place}`])),
  'sites/EdgeTwin': 'prd-rl-bank-sites-edge',
  'watch/WatchStack-edge': 'prd-rl-bank-watch-edge',
};

const bank = bankOf();
const placesOf = (other: BankMvp) => stacksOf(other).map((stack) => placeIn(other, stack));

describe('RB20 a bank', () => {
  test.each<[string, string, Function]>([
    ['bank-api', 'api', BankApiService],
    ['bank-web-static-site', 'sites', StaticSpaSite],
    ['bank-mp-web-static-site', 'sites', StaticSpaSite],
    ['acm-edge', 'sites', EdgeCertificate],
    ['bank-dns', 'settings', BankDns],
    ['bank-observability', 'watch', BankObservability],
    ['bank-secrets-scaffold', 'settings', BankSecretsScaffold],
  ])('has the module %s as one construct in the stack %s', (name, stack, construct) => {
    const found = bank.node.findAll().filter((it) => it.node.id === name && it instanceof construct);

    expect(found.map((it) => placeIn(bank, it))).toEqual([`${stack}/${name}`]);
  });

  test('has stacks named after the prefix, where the image is and in us-east-1', () => {
    const stacks = stacksOf(bank).map((it) => [placeIn(bank, it), it.stackName, it.account, it.region]);
    const regionOf = (place: string) => (/edge/i.test(place) ? 'us-east-1' : 'ap-southeast-1');

    expect(stacks).toEqual(Object.entries(NAMES).map(([at, name]) => [at, name, '982233224911', regionOf(at)]));
  });

  test('offers the constructs of its stacks', () => {
    expect(bank.image).toBeInstanceOf(ImageRepository);
    expect(bank.network).toBeInstanceOf(ImportedNetwork);
    expect(bank.cache).toBeInstanceOf(ValkeyCache);
    expect(bank.settings).toBeInstanceOf(BankSecretsScaffold);
    expect(bank.api).toBeInstanceOf(BankApiService);
    expect(bank.webapp.node.id).toBe('bank-web-static-site');
    expect(bank.merchantPortal.node.id).toBe('bank-mp-web-static-site');
    expect(bank.observability).toBeInstanceOf(BankObservability);
    expect(bank.deployRoles).toBeInstanceOf(LeastPrivilegeDeployRoles);
  });
});

test('RB18c without alarms and identities there is neither observability nor a role for CI', () => {
  const quiet = bankOf(UNWATCHED);
  const { observability, deployRoles } = quiet;

  expect([observability, deployRoles]).toEqual([undefined, undefined]);
  expect(placesOf(quiet)).toEqual(PLACES.filter((place) => !place.startsWith('watch')));
});

test('RB2b where everything is in us-east-1 no stack has a twin', () => {
  expect(placesOf(bankOf(US_EAST_1))).toEqual(Object.keys(NAMES).filter((place) => !place.includes('/')));
});

test.each<[string, Changes, string[]]>([
  ['a bank that runs', RUNNING, ['acm-edge', 'api', 'cache', 'mp-webapp', 'up-api', 'webapp']],
  ['adopted certificates', { ...RUNNING, ...ADOPTED }, ['api', 'cache', 'mp-webapp', 'up-api', 'webapp']],
  ['a bank that waits', {}, ['acm-edge', 'api', 'cache', 'mp-webapp', 'webapp']],
])('RB12c the alarms are of everything that defines some: %s', (_, changes, sources) => {
  const types = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
  const made = types.flatMap((type) => resourcesBelow(bankOf(changes), type)) as Array<{ alarmName?: string } & object>;
  const known = ['acm-edge', 'api', 'cache', 'database', 'dns', 'mp-webapp', 'up-api', 'webapp'];

  expect(
    known.filter((source) => made.some(({ alarmName }) => alarmName!.startsWith(`prd-rl-bank-${source}-`))),
  ).toEqual(sources);
});

describe('RB1c without a hosted zone', () => {
  test('the gate stays closed until the config states that the zone is delegated, and the plan asks for it', () => {
    const changes = { 'domain.hostedZoneId': undefined };
    const { data } = planOf(bankOf({ ...CLOSED, ...changes }));

    expect(() => bankOf(changes)).toThrowProblem('config/contradiction', 'domain.zoneIsDelegated', false);
    expect(data.pendingInputs.config).toEqual([
      expect.objectContaining({ path: 'domain.zoneIsDelegated', value: 'false' }),
    ]);
  });

  test('the zone has a stack of its own, which outputs its name servers', () => {
    const [zone, ...others] = resourcesBelow(bankOf(NEW_ZONE), 'AWS::Route53::HostedZone').map((it) => Stack.of(it));
    const outputs = zone.node.findAll().filter((it) => it instanceof CfnOutput);

    expect([zone.stackName, others]).toEqual(['prd-rl-bank-settings-zone-bank-example', []]);
    expect(outputs.filter(({ node }) => node.path.includes('NameServers'))).toHaveLength(1);
  });
});

test('RB18a the infrastructure brief is a bank as it is', () => {
  const brief = new BankMvp(bankApp(), 'Bank', { config: BankMvpConfig.fromFile(fixture('document')) });

  expect(brief.gate).toMatchObject({ isEnabled: true, isOpen: false });
  expect([brief.observability, brief.deployRoles]).toEqual([undefined, undefined]);
});
