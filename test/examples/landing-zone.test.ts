import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../../examples/landing-zone/cdk.json';
import { types as permissions } from '../../resources/delivery/cloudformation-permissions.json';
import { requireExample } from '../support/example';
import { evaluate } from '../support/iam/evaluator';
import { ANYTHING } from '../support/iam/policies';

jest.setTimeout(60_000);

const FOLDER = join(__dirname, '../../examples/landing-zone');

/** The app as the CDK CLI runs it, with the context of its cdk.json. */
const { app } = requireExample('landing-zone', context);
const assembly = app.synth();
const inPlan = (file: string) => readFileSync(join(assembly.directory, 'plan-Gate', file), 'utf8');
const plan = JSON.parse(inPlan('plan.json'));
const stacks = JSON.parse(inPlan('manifest.json')).artifacts;
const templateOf = (id: string) => JSON.parse(inPlan(`${id}.template.json`));
const serviceControl = Object.keys(stacks)
  .filter((id) => stacks[id].type === 'aws:cloudformation:stack')
  .flatMap((id) => Object.values<any>(templateOf(id).Resources))
  .filter(({ Properties = {} }) => Properties.Type === 'SERVICE_CONTROL_POLICY')
  .map(({ Properties }) => Properties.Content);
const typesIn = (id: string) => Object.values<any>(templateOf(id).Resources).map(({ Type }) => Type);

describe('examples/landing-zone', () => {
  test('PC5 PC17 PC18 has the plan that reviewers have read, else: npx projen test:update', () => {
    const file = join(FOLDER, 'plan.txt');
    const isUpdate =
      (expect.getState().snapshotState as unknown as { _updateSnapshot: string })._updateSnapshot === 'all';
    if (isUpdate) writeFileSync(file, inPlan('plan.txt'));
    expect(inPlan('plan.txt')).toBe(readFileSync(file, 'utf8'));
  });

  test('has an app of as many lines as a reader takes in', () => {
    const lines = readFileSync(join(FOLDER, 'app.ts'), 'utf8').split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('import'))).toHaveLength(12);
  });

  test('PC5a has units, and accounts in them', () => {
    expect(new Set(plan.accounts.map(({ organizationalUnit }: any) => organizationalUnit))).toEqual(
      new Set(['Security', 'SharedServices', 'Workloads']),
    );
    expect(plan.denied.map(({ target }: any) => target)).toEqual([
      'Sandbox',
      'Security',
      'SharedServices',
      'Workloads',
    ]);
  });

  test('PC5d has three accounts of a product for a line of the app', () => {
    const names = plan.accounts.map(({ accountName }: any) => accountName);
    const ofProducts = ['acme-crm', 'acme-shop'].flatMap((name) =>
      ['dev', 'prod', 'staging'].map((it) => `${name}-${it}`),
    );
    expect(names.filter((name: string) => name.startsWith('acme-'))).toEqual(ofProducts);
  });

  test('PC17 has the hub in an account of its own', () => {
    expect(stacks['network-hub'].environment).toBe('aws://100000000003/us-east-1');
    expect(typesIn('network-hub')).toEqual(
      expect.arrayContaining(['AWS::EC2::TransitGateway', 'AWS::RAM::ResourceShare']),
    );
  });

  test('PC18 deploys shared services by their name, without a stack of another account', () => {
    const { environment, dependencies } = stacks['shared-services'];
    expect(environment).toBe('aws://100000000004/us-east-1');
    expect(dependencies).toEqual(['shared-services.assets']);
    expect(typesIn('shared-services')).toEqual(
      expect.arrayContaining(['AWS::CodeArtifact::Domain', 'AWS::CodeArtifact::Repository', 'AWS::ECR::Repository']),
    );
  });

  test.each(['log-archive', 'network-hub', 'security-tooling', 'shared-services'])(
    'PC5b lets CloudFormation deploy and change %s beside what no principal can do',
    (id) => {
      const [, account, region] = /aws:\/\/(\d+)\/(.+)/.exec(stacks[id].environment)!;
      const principal = `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
      const keys = { 'aws:PrincipalArn': principal, 'aws:SecureTransport': 'true', 'aws:RequestedRegion': region };
      const requests = Object.values<any>(templateOf(id).Resources).flatMap(({ Type, Properties = {} }) => {
        const { create = '', read = '', update = '' } = (permissions as Record<string, any>)[Type];
        const bucket = Properties.BucketName ?? Properties.Bucket;
        const resource = typeof bucket === 'string' ? `arn:aws:s3:::${bucket}` : '*';
        return [...new Set<string>(`${create} ${read} ${update}`.split(' '))].map((action) => ({ action, resource }));
      });
      const denied = requests.filter((it) => {
        return !evaluate({ identity: [ANYTHING], serviceControl }, { principal, account, context: keys, ...it });
      });
      // A bucket that is created again empties nothing, and a trail stops where its property says so.
      const needed = denied.filter(({ action }) => !/^(s3:DeleteObject|CloudTrail:StopLogging)$/.test(action));
      expect(needed).toEqual([]);
      expect(requests.length).toBeGreaterThan(20);
    },
  );

  test('PC5 has an order of work in which each stack is deployed after those it depends on, and each step by hand is in it', () => {
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    const [, order] = /\n## The order of work\n([^]*?)\n## /.exec(readme)!;
    const deployed = [...order.matchAll(/npx cdk deploy -c create=true -e ([\w-]+)/g)].map(([, id]) => id);
    const isDeployed = (id: string) => stacks[id].type === 'aws:cloudformation:stack';
    const early = deployed.filter((id, index) => {
      const before = (stacks[id].dependencies as string[]).filter(isDeployed);
      return before.some((it) => !deployed.slice(0, index).includes(it));
    });
    expect(early).toEqual([]);
    expect(deployed).toEqual([
      ...['organization', 'log-archive', 'controls', 'security-tooling', 'network-hub', 'shared-services'],
    ]);
    const steps = [...order.matchAll(/\((\d+)(?:–(\d+))?\)/g)].map(([, from, to = from]) => [Number(from), Number(to)]);
    const owners = steps.map(([from, to]) => {
      const own = plan.pendingInputs.slice(from - 1, to).map(({ owner }: any) => owner.split(', ').at(-1));
      return [...new Set(own.map((it: string) => it.replace(/^some days /, '')))];
    });
    expect(owners).toEqual([
      ['before the first deployment'],
      ['after the deployment that creates the account'],
      ['before the first deployment of security-tooling'],
      ['after the first deployment of security-tooling', 'after the delegation'],
      ['after the first deployment: then deploy again', 'after the first deployment'],
      ['a day after the first resource has the tags'],
    ]);
    expect(steps.at(-1)![1]).toBe(plan.pendingInputs.length);
  });

  test('deploys nothing while its gate is closed, and warns of nothing', () => {
    const deployed = assembly.stacksRecursively.filter(({ template }) => template.Resources !== undefined);
    expect(deployed).toEqual([]);
    expect(plan.warnings).toEqual([]);
  });

  test('has no Lambda function and no custom resource, and leaves cdk-nag nothing to say', () => {
    const types = plan.stacks.flatMap(({ resources }: any) => Object.keys(resources));
    expect(types).toContain('AWS::Organizations::Account');
    expect(types.filter((type: string) => /Lambda::Function|^Custom::|CustomResource/.test(type))).toEqual([]);
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
