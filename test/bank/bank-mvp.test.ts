import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { BankMvp, BankMvpConfig } from '../../src/bank';
import { BankSecretsScaffold, ValkeyCache } from '../../src/data';
import { LeastPrivilegeDeployRoles } from '../../src/delivery';
import { EdgeCertificate } from '../../src/edge';
import { BankDns, ImportedNetwork } from '../../src/network';
import { BankObservability } from '../../src/observability';
import { BankApiService, ContainerImageChannel } from '../../src/service';
import { StaticSpaSite } from '../../src/site';
import { ADOPTED, bankApp, bankOf, CLOSED, placeIn, planOf, RUNNING, stacksOf, templatesOf } from '../support/bank';
import { fixture } from '../support/bank-configs';

/** The document's modules, where they stand, and what they are. */
const MODULES: Array<[string, string, Function]> = [
  ['bank-api', 'api', BankApiService],
  ['bank-web-static-site', 'sites', StaticSpaSite],
  ['bank-mp-web-static-site', 'sites', StaticSpaSite],
  ['acm-edge', 'sites', EdgeCertificate],
  ['bank-dns', 'settings', BankDns],
  ['bank-observability', 'watch', BankObservability],
  ['bank-secrets-scaffold', 'settings', BankSecretsScaffold],
];

const NAMES: Record<string, string> = {
  images: 'prd-rl-bank-images',
  cache: 'prd-rl-bank-cache',
  settings: 'prd-rl-bank-settings',
  api: 'prd-rl-bank-api',
  sites: 'prd-rl-bank-sites',
  'sites/EdgeTwin': 'prd-rl-bank-sites-edge',
  watch: 'prd-rl-bank-watch',
  'watch/WatchStack-edge': 'prd-rl-bank-watch-edge',
  'deploy-roles': 'prd-rl-bank-deploy-roles',
};

describe.each([
  ['open', {}],
  ['closed', CLOSED],
])('RB20 behind a gate that is %s', (_, changes) => {
  const bank = bankOf(changes);

  test.each(MODULES)('the module %s is one construct in the stack %s', (name, stack, construct) => {
    const found = bank.node.findAll().find((it) => placeIn(bank, it) === `${stack}/${name}`);

    expect(found).toBeInstanceOf(construct);
    expect(bank.node.findAll().filter((it) => it.node.id === name && it instanceof construct)).toEqual([found]);
  });

  test('stacks are named after the prefix and what they are', () => {
    expect(Object.fromEntries(stacksOf(bank).map((stack) => [placeIn(bank, stack), stack.stackName]))).toEqual(NAMES);
  });

  test('stacks are where the image is, and in us-east-1', () => {
    const places = stacksOf(bank).map((stack) => [placeIn(bank, stack), stack.account, stack.region]);

    expect(places).toEqual(
      places.map(([place]) => [place, '982233224911', /edge/i.test(place) ? 'us-east-1' : 'ap-southeast-1']),
    );
  });
});

test('RB20 the parts are what the stacks are made of', () => {
  const { parts } = bankOf();
  const classes = {
    image: ContainerImageChannel,
    network: ImportedNetwork,
    cache: ValkeyCache,
    settings: BankSecretsScaffold,
    api: BankApiService,
    webapp: StaticSpaSite,
    merchantPortal: StaticSpaSite,
    observability: BankObservability,
    deployRoles: LeastPrivilegeDeployRoles,
  };

  expect(Object.fromEntries(Object.entries(parts!).map(([name, part]) => [name, part.constructor]))).toEqual(classes);
  expect(parts!.webapp.node.id).toBe('bank-web-static-site');
  expect(parts!.merchantPortal.node.id).toBe('bank-mp-web-static-site');
});

test('RB18c without alarms and identities nobody watches, and CI may do nothing', () => {
  const bank = bankOf({ alarms: undefined, deploy: undefined });
  const { observability, deployRoles } = bank.parts!;

  expect([observability, deployRoles]).toEqual([undefined, undefined]);
  expect(stacksOf(bank).map((stack) => placeIn(bank, stack))).toEqual(
    Object.keys(NAMES).filter((place) => !/^(watch|deploy-roles)/.test(place)),
  );
});

test('RB2b where everything is in us-east-1 nothing is beside it', () => {
  const bank = bankOf({ 'api.image': '982233224911.dkr.ecr.us-east-1.amazonaws.com/rl-bank-api:live' });

  expect(stacksOf(bank).map((stack) => placeIn(bank, stack))).toEqual(
    Object.keys(NAMES).filter((place) => !place.includes('/')),
  );
});

describe('RB12c the alarms are of all that has some', () => {
  const sourcesOf = (changes: Record<string, unknown>) => {
    const watch = bankOf(changes).parts!.observability!;
    const names = watch.node.root.node
      .findAll()
      .filter(isAlarm)
      .map((alarm) => alarm.alarmName as string);
    return ['acm-edge', 'api', 'cache', 'database', 'dns', 'mp-webapp', 'up-api', 'webapp'].filter((source) =>
      names.some((name) => name.startsWith(`prd-rl-bank-${source}-`)),
    );
  };

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a bank that runs', RUNNING, ['acm-edge', 'api', 'cache', 'mp-webapp', 'up-api', 'webapp']],
    [
      'one with adopted certificates',
      { ...RUNNING, ...ADOPTED, 'api.logRetentionDays': undefined },
      ['api', 'cache', 'mp-webapp', 'up-api', 'webapp'],
    ],
    ['one that waits', {}, ['acm-edge', 'api', 'cache', 'mp-webapp', 'webapp']],
  ])('%s', (_, changes, sources) => {
    expect(sourcesOf(changes)).toEqual(sources);
  });
});

describe('RB1c without a hosted zone', () => {
  const zone = { 'domain.hostedZoneId': undefined };

  test('the gate stays closed until somebody states that the zone is delegated, and the plan says so', () => {
    const { data } = planOf(bankOf({ ...CLOSED, ...zone }));

    expect(() => bankOf(zone)).toThrow(/^'domain\.zoneIsDelegated' is false, but .* \[config\/contradiction at /);
    expect(data.toFill.config).toEqual([expect.objectContaining({ path: 'domain.zoneIsDelegated', value: 'false' })]);
  });

  test('the zone tells its name servers, which the order of work has entered before anything waits for them', () => {
    const bank = bankOf({ ...CLOSED, ...zone, 'domain.zoneIsDelegated': true });
    const outputs = JSON.parse(templatesOf(bank)['settings/bank-dns/ZoneStack']).Outputs;
    const { order } = planOf(bank).data;
    const step = order.findIndex(({ lines }: any) => lines.join().includes('output NameServers'));

    expect(Object.keys(outputs).filter((name) => /NameServers/.test(name))).toHaveLength(1);
    expect(order[step].lines).toContain('npx cdk deploy Bank/settings/bank-dns/ZoneStack');
    expect(order[step + 1].lines.join()).toContain('Bank/sites/EdgeTwin');
  });

  test('the zone has a stack of its own', () => {
    const bank = bankOf({ ...zone, 'domain.zoneIsDelegated': true });
    const stacks = bank.node.findAll().filter((it) => (it as any).cfnResourceType === 'AWS::Route53::HostedZone');

    expect(stacks.map((it) => Stack.of(it).stackName)).toEqual(['prd-rl-bank-settings-zone-bank-example']);
  });
});

test('RB18a the document is a bank as it stands', () => {
  const bank = new BankMvp(bankApp(), 'Bank', { config: BankMvpConfig.fromFile(fixture('document')) });

  expect(bank.gate).toMatchObject({ isEnabled: true, isOpen: false });
  expect(bank.parts).toMatchObject({ observability: undefined, deployRoles: undefined });
});

function isAlarm(construct: IConstruct): construct is IConstruct & { alarmName: string } {
  return /^AWS::CloudWatch::/.test((construct as any).cfnResourceType) && 'alarmName' in construct;
}
