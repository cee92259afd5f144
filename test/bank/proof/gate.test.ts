import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { bankApp, bankOf, CLOSED, configOf, planOf, stacksOf, templatesOf, topicIn } from '../../support/bank';
import { changed, said } from '../../support/bank-configs';
import { deployable } from '../../support/gated';

const DISABLED = { enabled: false, createResources: false };
const SWITCHES: Array<[string, Record<string, unknown>]> = [
  ['open', {}],
  ['closed', CLOSED],
  ['disabled', DISABLED],
];

describe('RB19a a bank that is disabled', () => {
  test.each<[string, Record<string, unknown>]>([
    ['by false', DISABLED],
    ['by leaving it out', { enabled: undefined, createResources: undefined }],
  ])('%s is nothing but an empty stack that says so', (_, changes) => {
    const bank = bankOf(changes);
    const { stacks, directory } = appOf(bank).synth();

    expect(bank).toMatchObject({ parts: undefined, gate: { isEnabled: false, isOpen: false, planFolder: undefined } });
    expect(stacksOf(bank)).toEqual([]);
    expect(stacks.map(({ template }) => template)).toEqual([
      {
        Description: 'Bank/Gate is disabled: this stack has no resources and is never deployed',
        Metadata: { Plan: 'Bank/Gate is disabled: nothing is planned, and nothing is created.' },
      },
    ]);
    expect(readdirSync(directory).filter((name) => name.startsWith('plan-'))).toEqual([]);
  });

  test('cannot create resources', () => {
    expect(said(changed('example', { enabled: false }))).toEqual([
      `'createResources' is true, but enabled is not true, so there is nothing to create: set enabled to true, or take createResources out`,
    ]);
  });
});

describe('RB19b a bank behind a closed gate', () => {
  test.each<[string, Record<string, unknown>]>([
    ['closed in words', CLOSED],
    ['closed by leaving it out', { createResources: undefined }],
  ])('%s can not be deployed and has a plan', (_, changes) => {
    const bank = bankOf(changes);
    const app = appOf(bank);

    expect(deployable(app)).toEqual([]);
    expect(app.synth().stacks.map(({ hierarchicalId }) => hierarchicalId)).toEqual(['Bank/Gate/Plan']);
    expect(existsSync(`${app.outdir}/plan-Bank-Gate/plan.txt`)).toBe(true);
  });

  test('tells where the plan is and what opens the gate', () => {
    const [{ messages }] = appOf(bankOf(CLOSED)).synth().stacks;

    expect(messages[0].entry.data).toMatch(/The plan: \S+plan-Bank-Gate\/plan\.txt, for programs \S+plan\.json\n/);
    expect(messages[0].entry.data).toMatch(/\nTo open it: `createResources: true` in the object$/);
  });

  test('has names, hosts, parameters, secrets, Auth0 URLs and policies in its plan', () => {
    const { data } = planOf(bankOf(CLOSED));

    expect(Object.keys(data)).toEqual([
      ...['access', 'allowList', 'auth0', 'builds', 'configWarnings', 'costs', 'gate', 'names', 'order'],
      ...['settings', 'stacks', 'telephony', 'toFill', 'warnings', 'watch'],
    ]);
    expect(data.stacks.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['prd-rl-bank-api', 'prd-rl-bank-sites-edge']),
    );
  });
});

describe('RB19c the gate opens', () => {
  test.each([
    ['api.bank.example', 'domain.rootDomain', 'example.com'],
    ['a zone', 'domain.hostedZoneId', 'Z123456789'],
    ['a network', 'network.vpcId', 'vpc-...'],
    ['a tenant', 'auth0.domain', 'tenant.region.auth0.com'],
  ])('not while a value is that of the document: %s', (_, path, value) => {
    expect(() => configOf({ [path]: value })).toThrow(`'${path}' is "${value}", but`);
    expect(() => bankOf({ ...CLOSED, [path]: value })).not.toThrow();
  });

  test.each(['namePrefix', 'network.vpcId', 'api.image', 'webapp.bucketName', 'auth0.audience'])(
    'not while %s is missing',
    (path) => {
      expect(() => configOf({ [path]: undefined })).toThrow(`'${path}' is missing`);
      expect(() => bankOf({ ...CLOSED, [path]: undefined })).not.toThrow();
    },
  );
});

describe('RB19d the gate that closes again', () => {
  test('takes nothing away: what is planned is what was deployed, byte by byte', () => {
    const [open, closed] = [{}, CLOSED].map((changes) => templatesOf(bankOf(changes)));

    expect(Object.keys(open)).toHaveLength(9);
    expect(closed).toEqual(open);
  });

  test.each<[string, Record<string, unknown>]>([
    ['that runs', { 'api.readiness': 'running' }],
    ['with adopted things', { 'adopt.repository': true, 'adopt.clusterName': 'shared' }],
  ])('takes nothing away of a bank %s', (_, changes) => {
    expect(templatesOf(bankOf({ ...changes, ...CLOSED }))).toEqual(templatesOf(bankOf(changes)));
  });

  test('would be seen to take something away', () => {
    const [open, closed] = [{}, { ...CLOSED, 'api.memoryMiB': 2048 }].map((changes) => templatesOf(bankOf(changes)));

    expect(Object.keys(open).filter((stack) => closed[stack] !== open[stack])).toEqual(['api']);
  });
});

describe.each(SWITCHES)('RB19e a bank that is %s, in the app of somebody else', (name, changes) => {
  const hosts: Array<[string, (app: App) => Construct]> = [
    ['beside the stacks', (app) => app],
    ['in a stack', (app) => app.node.findChild('Host') as Stack],
    ['in a Stage of their own', (app) => new Stage(app, 'Prod')],
  ];

  test.each(hosts)('leaves their stack as it is: %s', (_, scopeIn) => {
    const alone = hostApp();
    const beside = hostApp();
    bankOf(changes, scopeIn(beside));
    const [before, after] = [alone, beside].map((app) => app.synth().getStackArtifact('Host'));

    expect(readFileSync(after.templateFullPath, 'utf8')).toBe(readFileSync(before.templateFullPath, 'utf8'));
    expect(after.manifest).toEqual(before.manifest);
  });

  test.each(hosts)('is deployed when the gate is open, and no more than theirs otherwise: %s', (_, scopeIn) => {
    const app = hostApp();
    bankOf(changes, scopeIn(app));

    expect(deployable(app).length).toBe(name === 'open' ? 10 : 1);
    expect(deployable(app)).toContain('Host');
  });
});

function hostApp(): App {
  const app = bankApp();
  topicIn(new Stack(app, 'Host', { env: { account: '982233224911', region: 'ap-southeast-1' } }));
  return app;
}

function appOf({ node }: Construct): App {
  return node.root as App;
}
