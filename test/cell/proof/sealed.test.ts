import { Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { ContactsImport } from '../../../examples/product-cell/contacts-import';
import { MachineAuthorizer } from '../../../src/access';
import { CellDomain, CellEnvironment, IPlatformModule, PlatformModule } from '../../../src/cell';
import { DeployTrust, GitHubRepository } from '../../../src/delivery';
import { LaunchPhase } from '../../../src/service';
import { cellIn } from '../../support/cell';
import { newApp } from '../../support/cloud';
import { listOf, policiesOf, RolePolicies, statementsOf } from '../../support/iam/policies';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';
import { allowedSet } from '../../support/iam/simulate';
import { Target } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

jest.setTimeout(60_000);

const US = '111111111111';
const THEM = '222222222222';
const HUB = '333333333333';

/** Two cells of one account and region, and one of another account, each with all that a cell has. */
const app = newApp();
const CELLS: Record<string, string> = { 'alpha-prod': US, 'bravo-prod': US, 'charlie-prod': THEM };
for (const [cellName, account] of Object.entries(CELLS)) {
  const productName = cellName.split('-')[0];
  const isSecond = cellName === 'bravo-prod'; // of its account, which has one provider and one signing configuration
  const options = {
    ...{ productName, environment: CellEnvironment.PROD, launchPhase: LaunchPhase.RUNNING },
    signing: { configurationExists: isSecond },
    deploy: {
      repository: GitHubRepository.of(`acme/${productName}`),
      logReader: DeployTrust.fromRoleArn(`arn:aws:iam::333333333333:role/${productName}-log-reader`, cellName),
      oidcProviderExists: isSecond,
    },
  };
  const env = { account, region: 'eu-central-1' };
  const domain = CellDomain.subdomainOf('platform.example', { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: HUB });
  const theirs = new Stack(app, `${cellName}-check`, { env });
  const check = Function.fromFunctionArn(
    theirs,
    'Check',
    `arn:aws:lambda:eu-central-1:${account}:function:${cellName}`,
  );
  const machineApi = {
    authorizer: MachineAuthorizer.lambdaFunction(check),
    routes: [{ method: 'GET', path: '/v1/notes' }],
  };
  const whole = { ...options, domain, machineApi, permissions: {}, search: {}, tenants: ['north'] };
  // The example has the types of the compiled package.
  const imports = new ContactsImport('imports@platform.example') as unknown as IPlatformModule;
  const modules = [PlatformModule.TASKS, PlatformModule.NOTES, imports];
  cellIn(app, { ...whole, env, modules, databaseUsers: ['importer'] }, cellName);
}
const world = World.of(app);
const stacks = app.synth().stacksRecursively;
const stacksOf = (cell: string) => stacks.filter(({ stackName }) => stackName.startsWith(cell));
const resourcesOf = (cell: string) => world.resources.filter(({ stack }) => stack.startsWith(cell));
const others = (cell: string) => Object.keys(CELLS).filter((each) => each !== cell);

test('what is proven is what would be deployed: every function of the templates is resolved', () => {
  expect(world.unresolved).toEqual([]);
  expect(new Set(world.resources.map(({ stack }) => stack.split('-')[0]))).toEqual(
    new Set(['alpha', 'bravo', 'charlie']),
  );
});

describe.each(Object.keys(CELLS))('PC2j the cell %s', (cell) => {
  test('has no name, id, export or domain of another one, and depends on none', () => {
    const dependencies = stacksOf(cell).flatMap((stack) => stack.dependencies);
    const needed = dependencies.filter((it) => it instanceof CloudFormationStackArtifact);
    const text = JSON.stringify([
      stacksOf(cell).map(({ template, tags }) => [template, tags]),
      needed.map(({ stackName }) => stackName),
    ]);

    expect(needed.length).toBeGreaterThan(20);
    for (const name of others(cell).map((other) => other.split('-')[0])) {
      expect([name, text.match(new RegExp(`${name}.{0,60}`, 'i'))]).toEqual([name, null]); // a name first: it is found fast
    }
  });

  test('has nothing in common with another one but what AWS owns, once all is resolved', () => {
    const ours = literalsOf(cell);
    const common = others(cell).flatMap((other) => [...literalsOf(other)].filter((text) => ours.has(text)));

    expect(ours.size).toBeGreaterThan(100);
    expect([...new Set(common)].filter((text) => !OF_AWS.test(text)).sort()).toEqual([]);
  });

  test('is not routed to another one: no peering, no route and no rule that leaves it', () => {
    const types = new Set(resourcesOf(cell).map(({ type }) => type));
    const between = [...types].filter((type) => /Peering|TransitGateway|VPNGateway|VPCEndpointService/.test(type));
    const routes = resourcesOf(cell).filter(({ type }) => type === 'AWS::EC2::Route');
    const targets = new Set(routes.flatMap(({ properties }) => Object.keys(properties)));

    expect(between).toEqual([]);
    expect([...targets].sort()).toEqual(['DestinationCidrBlock', 'GatewayId', 'NatGatewayId', 'RouteTableId']);
    expect(new Set(routes.map(({ properties }) => properties.DestinationCidrBlock))).toEqual(new Set(['0.0.0.0/0']));
  });

  test('trusts security groups of its own, and the addresses of CloudFront', () => {
    const rules = resourcesOf(cell).flatMap(({ type, properties }) => {
      const inline = type === 'AWS::EC2::SecurityGroup' ? (properties.SecurityGroupIngress ?? []) : [];
      return type === 'AWS::EC2::SecurityGroupIngress' ? [properties] : inline;
    });
    const ids = rules.flatMap(({ GroupId, SourceSecurityGroupId }) => [GroupId, SourceSecurityGroupId]);
    const foreign = ids.filter((id) => id !== undefined && !String(id).startsWith(cell));
    const ranges = rules.flatMap(({ CidrIp, CidrIpv6 }) => CidrIp ?? CidrIpv6 ?? []);

    expect(rules.length).toBeGreaterThan(5);
    expect([foreign, ranges]).toEqual([[], []]);
  });

  test('encrypts with keys of its own', () => {
    const properties = JSON.stringify(resourcesOf(cell).map((it) => it.properties));
    const all = properties.match(/arn:aws:kms:[^"]*/g) ?? [];
    const keys = new Set(all.filter((arn) => !arn.endsWith(':key/*'))); // those of tenants, on the condition of an alias

    expect([...keys].filter((arn) => !arn.includes(`:key/${cell}`))).toEqual([]);
    expect(keys.size).toBeGreaterThan(1);
  });

  test('lets SNS use its key for topics of its own alone', () => {
    const statements = resourcesOf(cell)
      .filter(({ type }) => type === 'AWS::KMS::Key')
      .flatMap(({ properties }) => properties.KeyPolicy.Statement)
      .filter(({ Principal }) => Principal.Service === 'sns.amazonaws.com');
    const source = `arn:aws:sns:eu-central-1:${CELLS[cell]}:${cell}-*`;

    expect(statements.map(({ Condition }) => Condition)).toEqual([{ ArnLike: { 'aws:SourceArn': source } }]);
  });
});

describe('PC2j roles of a cell', () => {
  const policies = resourcePoliciesOf(world);
  const universe: Target[] = others('alpha-prod').flatMap((other) => {
    const arns = new Set(resourcesOf(other).flatMap(({ arn }) => arn ?? []));
    return [...arns].map((arn) => ({ arn, account: CELLS[other], why: other, resourcePolicy: policies.get(arn) }));
  });
  const roles = resourcesOf('alpha-prod').filter(({ type }) => type === 'AWS::IAM::Role');

  test('may do nothing with any resource of another one, in its account and in others', async () => {
    const grants: string[] = [];
    let asked = 0;
    for (const role of roles.map(withoutPoliciesOfAws)) {
      const set = await allowedSet(role, universe);
      const onOthers = set.grants.filter(({ resource }) => resource !== '*'); // these know no resource
      grants.push(...onOthers.map(({ action, resource }) => `${role.name}: ${action} on ${resource}`));
      asked += set.asked.length;
    }

    expect(asked).toBeGreaterThan(1000);
    expect(grants).toEqual([]);
  });

  test('name what an account has once in conditions, and in no resource but a rule of Step Functions and keys by their alias', () => {
    const statements = roles.map(withoutPoliciesOfAws).flatMap(({ identity }) => statementsOf(identity));
    const named = statements
      .flatMap(({ Resource }) => listOf(Resource))
      .filter((arn) => arn !== '*' && OF_AWS.test(arn));

    expect([...new Set(named)].map((arn) => arn.split(':').pop()).sort()).toEqual([
      ...['key/*', 'rule/StepFunctionsGetEventsForECSTaskRule'],
    ]);
    const ofKeys = statements.filter(({ Resource }) => listOf(Resource).some((arn) => arn.endsWith(':key/*')));
    ofKeys.forEach(({ Condition }) => {
      expect(Condition).toMatchObject({ 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/alpha-prod/*' } });
    });
  });

  test('have policies that AWS owns for its backups alone, which AWS Backup alone may use', () => {
    const ofAws = roles.filter(({ properties }) => (properties.ManagedPolicyArns ?? []).some(isOfAws));

    expect(ofAws.map(({ logicalId }) => logicalId.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      ...['BackupBackupRole', 'BackupRestoreRole'],
    ]);
    ofAws.forEach(({ properties }) => {
      const [{ Principal }] = properties.AssumeRolePolicyDocument.Statement;
      expect(Principal).toEqual({ Service: 'backup.amazonaws.com' });
    });
  });
});

/** What all cells name, and is no resource of any. The last ones are of an account: see src/cell/SEALED.md. */
const OF_AWS = new RegExp(
  [
    '^/(tmp|\\*|v1(/[a-z*/-]+)?)?$', // paths in a container, and of requests to hosts of the cell
    '^arn:aws:states:::', // actions of Step Functions
    '^arn:aws:iam::aws:policy/', // policies that AWS owns
    ':root$', // a key leaves it to the policies of roles
    ':role/aws-service-role/ecs.application-autoscaling', // roles and rules that AWS makes once in an account
    ':rule/StepFunctionsGetEventsForECSTaskRule$',
    ':key/\\*$', // keys with an alias of the cell: a condition says which, and the simulator asks for the others
    `:role/cdk-hnb659fds-cfn-exec-role-${HUB}-`, // deploys the record of each cell in the account of the hub
    ':oidc-provider/token\\.actions\\.githubusercontent\\.com$', // each role trusts the jobs of one repository and environment alone
    ':(alarm:|vpc-flow-log/|loadbalancer/|rule/)\\*$|^arn:aws:ecs:[a-z0-9-]+:\\d+:\\*$', // sources that a service of AWS acts for
  ].join('|'),
);

/** Texts of a cell that could name a resource: ARNs, paths and domains, but for the addresses of people. */
function literalsOf(cell: string): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^(arn:|\/)|^[^@]*\.example$/.test(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  resourcesOf(cell).forEach(({ properties }) => visit(properties));
  return found;
}

function isOfAws(arn: string): boolean {
  return arn.startsWith('arn:aws:iam::aws:');
}

function withoutPoliciesOfAws(role: World['resources'][number]): RolePolicies {
  const { ManagedPolicyArns = [], ...properties } = role.properties;
  const own = (ManagedPolicyArns as string[]).filter((arn) => !isOfAws(arn));
  return policiesOf(world, { ...role, properties: { ...properties, ManagedPolicyArns: own } });
}
