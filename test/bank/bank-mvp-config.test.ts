import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { BankMvpConfig } from '../../src/bank';
import { LaunchPhase } from '../../src/service';
import { changed, fixture, said, written } from '../support/bank-configs';

const text = readFileSync(fixture('document'), 'utf8');

/** What the document says, in the words of the result. */
const ofDocument = {
  enabled: true,
  createResources: false,
  namePrefix: 'prd-rl-bank',
  domain: {
    rootDomain: 'example.com',
    apiSubdomain: 'api',
    appSubdomain: 'app',
    merchantSubdomain: 'merchant',
    hostedZoneId: 'Z123456789',
  },
  network: {
    vpcId: 'vpc-...',
    publicSubnetIds: ['subnet-a', 'subnet-b'],
    privateSubnetIds: ['subnet-c', 'subnet-d'],
  },
  api: {
    image: '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest',
    containerPort: 9000,
    desiredCount: 2,
    healthCheckPath: '/health',
  },
  webapp: { bucketName: 'prd-rl-bank-webapp' },
  merchantPortal: { bucketName: 'prd-rl-bank-mp-webapp' },
  auth0: { domain: 'tenant.region.auth0.com', audience: 'https://api.example.com' },
};

const below = text
  .split('\n')
  .slice(1)
  .map((line) => line.slice(2))
  .join('\n');

describe('RB18a the text of the infrastructure brief', () => {
  test.each<[string, () => BankMvpConfig, string]>([
    ['from a file', () => BankMvpConfig.fromFile(fixture('document')), fixture('document')],
    ['from a text', () => BankMvpConfig.fromText(text), 'the text'],
    ['without its one key', () => BankMvpConfig.fromText(below), 'the text'],
    ['as JSON, with tabs', () => BankMvpConfig.fromText(JSON.stringify(written('document'), null, '\t')), 'the text'],
  ])('is read %s', (_, read, source) => {
    expect(read()).toMatchObject({ ...ofDocument, source });
  });

  test('has account, region and host names', () => {
    const config = BankMvpConfig.fromFile(fixture('document'));
    expect(config.env).toEqual({ account: '982233224911', region: 'ap-southeast-1' });
    expect(config).toMatchObject({
      ...{ account: '982233224911', region: 'ap-southeast-1' },
      ...{ apiHost: 'api.example.com', appHost: 'app.example.com', merchantHost: 'merchant.example.com' },
    });
  });
});

describe('RB18b from the context', () => {
  test('an object is read, as cdk.json has it', () => {
    const app = new App({ context: { 'infra:bankMvp': written('document') } });
    expect(BankMvpConfig.fromContext(app)).toMatchObject({ ...ofDocument, source: "the context 'infra:bankMvp'" });
  });

  test.each([
    ['YAML', text],
    ['JSON', JSON.stringify(written('document'))],
  ])('a text of %s is read, as --context passes it, with numbers and booleans that are some', (_, context) => {
    const app = new App({ context: { 'infra:bankMvp': context } });
    expect(BankMvpConfig.fromContext(new Stack(app, 'Host'))).toMatchObject(ofDocument);
  });

  test('nothing is told with the two ways to write it', () => {
    expect(() => BankMvpConfig.fromContext(new App())).toThrowProblem('config/no-context', 'infra:bankMvp', undefined);
  });

  test.each([undefined, null, {}])('%p is no construct', (scope) => {
    expect(() => BankMvpConfig.fromContext(scope as App)).toThrowProblem('props/missing', 'scope', undefined);
  });

  test('an error has its source', () => {
    const app = new App({ context: { 'infra:bankMvp': '{"enabled": "yes"}' } });
    expect(() => BankMvpConfig.fromContext(app)).toThrowProblem('config/wrong-kind', 'enabled', 'yes');
  });

  test.each(['infra:bankMvp:', 'enabled: true', ''])('one line of a text with several is refused: "%s"', (line) => {
    const app = new App({ context: { 'infra:bankMvp': line } });
    expect(() => BankMvpConfig.fromContext(app)).toThrowProblem('config/one-line', 'infra:bankMvp', line);
  });
});

test('RB18c one error has all mistakes', () => {
  const broken = changed('document', {
    'api.containerPort': '9000',
    'domain.rootDomain': 'https://bank',
    nameprefx: 'x',
  });
  expect(() => BankMvpConfig.fromObject(broken)).toThrowProblems(
    [
      ['config/unknown-key', 'nameprefx', 'x'],
      ['config/not-allowed', 'domain.rootDomain', 'https://bank'],
      ['config/wrong-kind', 'api.containerPort', '9000'],
    ],
    'BankMvpConfig, the object',
  );
});

describe('RB18c without a key', () => {
  test('there is its default, or nothing', () => {
    const config = BankMvpConfig.fromObject(written('document'));
    const { api, deploy, runbookUrl, sentry, webapp, merchantPortal } = config;

    expect(config).toMatchObject({
      domain: { zoneIsDelegated: false },
      network: { egress: { _needsEndpoints: false, addresses: [] } },
      api: { cpu: 512, memoryMiB: 1024, launchPhase: 'NOT_READY', routing: { isByPath: false } },
      database: { ports: [], addressRanges: [] },
      cache: { maxDataGigabytes: 1, maxEcpuPerSecond: 5000 },
      telephony: { exposed: false },
      alarms: { page: [], ticket: [] },
      uptimeCheck: false,
      adopt: { repository: false, secretArns: {}, parameters: [] },
    });
    expect(api).toMatchObject({ logRetentionDays: 90, twilioKeys: [], settingsPath: 'rl/bank/api' });
    expect([webapp, merchantPortal]).toEqual([
      { ...ofDocument.webapp, ownWebResources: true },
      ofDocument.merchantPortal,
    ]);
    expect([api.scaling, api.webAclArn, deploy, runbookUrl, sentry]).toEqual([...Array(4).fill(undefined), {}]);
  });

  test('api.scaling.* and deploy.* have defaults of their own', () => {
    const { api, deploy } = BankMvpConfig.fromObject({
      ...written('document'),
      api: { ...written('document').api, scaling: { maxTasks: 4 } },
      deploy: { infra: { repository: 'rl-bank/rl-bank-infra' } },
    });
    expect(api.scaling).toEqual({ minTasks: 2, maxTasks: 4, cpuPercent: 60 });
    expect(deploy).toMatchObject({ oidcIssuerExists: false, infra: { environment: 'prd', planEnvironment: 'plan' } });
  });

  test('of its own there is no bank, and no mistake', () => {
    expect(BankMvpConfig.fromObject({})).toMatchObject({ enabled: false, createResources: false });
  });
});

describe('RB19c', () => {
  test('behind a closed gate a missing key has the value of the infrastructure brief', () => {
    const config = BankMvpConfig.fromObject({ enabled: true, domain: { hostedZoneId: 'Z123456789' } });
    expect(config).toMatchObject(ofDocument);
    expect(BankMvpConfig.fromObject({ enabled: true }).domain.hostedZoneId).toBeUndefined(); // then a zone is made
  });

  test('behind a closed gate placeholders and missing keys are gaps, each with what to write', () => {
    const config = BankMvpConfig.fromObject(changed('document', { 'auth0.domain': undefined }));
    expect(config.gaps).toEqual(
      expect.arrayContaining([
        { path: 'network.vpcId', value: 'vpc-...', action: 'replace it with the id of the VPC' },
        { path: 'network.publicSubnetIds[1]', value: 'subnet-b', action: 'replace it with the id of the subnet' },
        { path: 'auth0.domain', value: undefined, action: 'write it, such as "rl-bank.eu.auth0.com"' },
      ]),
    );
    expect(config.gaps.map(({ path }) => path)).toEqual([
      'domain.rootDomain',
      'domain.hostedZoneId',
      'network.vpcId',
      'network.publicSubnetIds[0]',
      'network.publicSubnetIds[1]',
      'network.privateSubnetIds[0]',
      'network.privateSubnetIds[1]',
      'auth0.domain',
      'auth0.audience',
    ]);
  });

  test('an open gate is refused with each placeholder of the document', () => {
    const problems = said({ ...written('document'), createResources: true });
    expect(problems).toHaveLength(9);
    expect(problems).toContainEqual(['config/placeholder', 'auth0.domain', 'tenant.region.auth0.com']);
  });

  test('an open gate is refused with each key of the document that is missing, and without a zone with its statement', () => {
    const problems = said({ enabled: true, createResources: true });
    expect(problems).toHaveLength(17); // 19 leaves without the two that are there; instead of the zone what states that it is delegated
    expect(problems).toContainEqual(['config/missing', 'api.containerPort', undefined]);
    expect(said(changed('open', { 'domain.hostedZoneId': undefined }))).toEqual([
      ['config/contradiction', 'domain.zoneIsDelegated', false],
    ]);
  });

  test('a complete config opens the gate, without a gap', () => {
    const config = BankMvpConfig.fromFile(fixture('open'));
    expect(config).toMatchObject({ createResources: true, gaps: [], warnings: [] });
    expect(config.api.launchPhase).toBe(LaunchPhase.RUNNING);
  });
});

describe('a stack', () => {
  const config = BankMvpConfig.fromObject(written('document'));

  test.each([
    ['of the same account and region', { account: '982233224911', region: 'ap-southeast-1' }],
    ['that does not say where it is', undefined],
  ])('%s is taken', (_, env) => {
    expect(() => config.checkEnvironment(new Stack(new App(), 'Bank', { env }))).not.toThrow();
  });

  test.each([
    ['another region', { account: '982233224911', region: 'eu-west-1' }],
    ['another account', { account: '111111111111', region: 'ap-southeast-1' }],
  ])('of %s is refused', (_, env) => {
    expect(() => config.checkEnvironment(new Stack(new App(), 'Bank', { env }))).toThrowProblem(
      'config/elsewhere',
      'api.image',
      '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:latest',
    );
  });
});

test('what is changed in what was given or got changes nothing', () => {
  const given = written('document');
  const config = BankMvpConfig.fromObject(given);
  given.network.publicSubnetIds.push('subnet-z');
  given.api.containerPort = 1;
  config.network.publicSubnetIds.push('subnet-z');
  config.alarms.page.push({ email: 'x' });
  config.gaps.pop();
  (config.api as any).containerPort = 1;
  expect(config).toMatchObject(ofDocument);
  expect(config.alarms.page).toEqual([]);
  expect(config.gaps).toHaveLength(9);
});
