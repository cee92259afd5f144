import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalDatabase, ValkeyCache } from '../../src/data';
import { NetworkEgress } from '../../src/network';
import { LaunchPhase } from '../../src/service';
import { apiIn, ApiProps, IMAGE, runningApi } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

const WAITING = { launchPhase: LaunchPhase.NOT_READY };
const RUNNING = { launchPhase: LaunchPhase.RUNNING };

/** The stack of an API with its settings. */
function deployed(props: ApiProps, corsOrigins?: string[]): Stack {
  const stack = workloadStack(newApp(), 'prd-rl-bank-api');
  apiIn(stack, { ...props, settings: scaffoldIn(stack, corsOrigins && { corsOrigins }) });
  return stack;
}

function serviceIn(stack: Stack) {
  return resourcesOf(stack, 'AWS::ECS::Service')[0].Properties;
}

/** The logical ids whose resources differ. */
function differences(before: Stack, after: Stack): string[] {
  const [one, other] = [before, after].map((stack) => templateOf(stack).Resources as Record<string, unknown>);
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return ids.filter((id) => JSON.stringify(one[id]) !== JSON.stringify(other[id]));
}

/** What the table of the service's README says happens; what deploy-image.sh does has its tests with the script. */
const events: Record<string, () => void> = {
  'first infra deployment': () => {
    const stack = deployed(WAITING);

    expect(serviceIn(stack).DesiredCount).toBe(0);
    expect(resourcesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toHaveLength(1);
  },
  'secret values entered': () => {
    const api = apiIn();
    const values = resourcesOf(Stack.of(api), 'AWS::SecretsManager::Secret').map(({ Properties }) =>
      Object.keys(Properties),
    );
    const lines = api.pendingInputs
      .filter(({ key }) => key !== 'image')
      .map(({ command }) => command.split(' ').slice(0, 3).join(' '));

    expect(new Set(lines)).toEqual(new Set(['aws secretsmanager put-secret-value', 'aws ssm put-parameter']));
    expect(new Set(values.flat())).toEqual(new Set(['Description', 'Name'])); // so no template changes with them
  },
  'infra deployment afterwards': () => {
    const once = deployed(RUNNING);
    const again = deployed(RUNNING);
    const [task] = resourcesOf(once, 'AWS::ECS::TaskDefinition');

    expect(differences(once, again)).toEqual([]);
    expect(task.Properties.ContainerDefinitions[0].Image).toBe(IMAGE);
  },
  'failed infra deployment': () => {
    const stack = deployed(RUNNING);
    const breaker = serviceIn(stack).DeploymentConfiguration.DeploymentCircuitBreaker;

    expect(breaker).toEqual({ Enable: true, Rollback: true });
    expect(failuresMatched(stack)).toEqual(['SERVICE_DEPLOYMENT_FAILED']);
  },
  'changed value in the template': () => {
    const before = deployed(RUNNING, ['https://app.bank.example']);
    const after = deployed(RUNNING, ['https://app.bank.example', 'https://merchant.bank.example']);
    const nonces = [before, after].map((stack) => serviceIn(stack).ForceNewDeployment.ForceNewDeploymentNonce);

    expect(differences(before, after)).toEqual([
      expect.stringMatching(/^SettingsParametersCORSORIGINWHITELIST/),
      expect.stringMatching(/^ApiService/),
    ]);
    expect(new Set(nonces).size).toBe(2);
  },
  'changed secret': () => {
    const still = deployed(RUNNING);
    const rolled = deployed({ ...RUNNING, rollOnSecretChange: true });
    const secrets = resourcesOf(rolled, 'AWS::Events::Rule').filter(({ Properties }) => Properties.Targets);

    expect(resourcesOf(still, 'AWS::StepFunctions::StateMachine')).toEqual([]);
    expect(resourcesOf(rolled, 'AWS::StepFunctions::StateMachine')).toHaveLength(1);
    expect(secrets.length).toBeGreaterThan(0);
  },
};

function failuresMatched(stack: Stack): string[] {
  const rules = resourcesOf(stack, 'AWS::Events::Rule').filter(({ Properties }) => Properties.EventPattern);
  return rules
    .flatMap(({ Properties }) => Properties.EventPattern.detail.eventName)
    .filter((it) => !/PROGRESS/.test(it));
}

test.each(Object.entries(events))('FE7 the README keeps its word on: %s', (_event, holds) => {
  expect.hasAssertions();
  holds();
});

/** What CloudFormation makes before the service, by logical id. */
function beforeTheService(stack: Stack): string[] {
  return resourcesOf(stack, 'AWS::ECS::Service')[0].DependsOn;
}

function idsOf(stack: Stack, type: string): string[] {
  const { Resources } = templateOf(stack);
  return Object.keys(Resources).filter((id) => Resources[id].Type === type);
}

/** A database whose secret is known by its name, as somebody else's often is. */
function databaseIn(stack: Stack): ExternalDatabase {
  const uriSecret = Secret.fromSecretNameV2(stack, 'Uri', 'adopted/db');
  return new ExternalDatabase(stack, 'Database', { uriSecret, ports: [5432] });
}

test('RB22 the values are there before the tasks that read them, and a new value before the roll', () => {
  const stack = workloadStack();
  runningApi({ settings: scaffoldIn(stack) }, stack);

  expect(beforeTheService(stack)).toEqual(expect.arrayContaining(idsOf(stack, 'AWS::SSM::Parameter')));
  expect(idsOf(stack, 'AWS::SSM::Parameter').length).toBeGreaterThan(5);
});

test('RB23 the way to the cache and out of the network is open before the tasks start', () => {
  const stack = workloadStack();
  const network = networkIn(stack, NetworkEgress.vpcEndpoints({ routeTableIds: ['rtb-1'] }));
  const api = runningApi({ vpc: network.vpc }, stack);
  new ValkeyCache(stack, 'Cache', { vpc: network.vpc }).allowAccessFrom(api.service);
  network.allowEndpointAccessFrom(api.service);
  const rules = [...idsOf(stack, 'AWS::EC2::SecurityGroupEgress'), ...idsOf(stack, 'AWS::EC2::SecurityGroupIngress')];
  const ofTasks = rules.filter((id) => /^ApiSecurityGroup/.test(id));

  expect(beforeTheService(stack)).toEqual(expect.arrayContaining(ofTasks));
  expect(ofTasks.length).toBeGreaterThan(3);
});

test('RB15 a secret that is known by its name may be read with the six characters that its ARN ends in', () => {
  const stack = workloadStack();
  runningApi({ settings: undefined, uses: [databaseIn(stack)] }, stack);
  const [{ Properties }] = resourcesOf(stack, 'AWS::IAM::Role').filter((role) => role.Properties.Policies);
  const statement = Properties.Policies[0].PolicyDocument.Statement.find(
    ({ Action }: any) => Action === 'secretsmanager:GetSecretValue',
  );

  expect(JSON.stringify(statement.Resource)).toMatch(/:secret:adopted\/db-\?{6}"/);
});

test('a secret that is known by its name rolls the service by the beginning of its ARN', () => {
  const stack = workloadStack();
  runningApi({ settings: undefined, uses: [databaseIn(stack)], rollOnSecretChange: true }, stack);
  const [rule] = resourcesOf(stack, 'AWS::Events::Rule').filter(({ Properties }) => Properties.EventPattern.detail.$or);
  const [{ responseElements }] = rule.Properties.EventPattern.detail.$or;

  expect(JSON.stringify(responseElements.arn)).toMatch(/^\[\{"prefix":.*:secret:adopted\/db-"/);
});

test('a database’s own address takes the place of the settings’ in what is to be filled in', () => {
  const stack = workloadStack();
  const names = (props: ApiProps) => apiIn(stack, props).pendingInputs.filter(({ key }) => key === 'DB_URI');

  expect(names({ settings: scaffoldIn(stack), uses: [databaseIn(stack)] })).toEqual([
    {
      key: 'DB_URI',
      target: 'adopted/db',
      owner: 'owner of the database, if the secret is empty',
      command: `aws secretsmanager put-secret-value --secret-id adopted/db --secret-string '<value>'`,
    },
  ]);
});

test('the settings’ own address stays where the database has the same', () => {
  const stack = workloadStack();
  const settings = scaffoldIn(stack);
  const database = new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports: [27017] });

  expect(apiIn(stack, { settings, uses: [database] }).pendingInputs.map(({ target }) => target)).toContain(
    'rl/bank/api/DB_URI',
  );
});

test('a cluster that gets its name from CloudFormation is left open in the line that synth tells', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  apiIn(stack, { vpc, cluster: new Cluster(stack, 'Shared', { vpc }) });

  Annotations.fromStack(stack).hasInfo('/Web/Api', Match.stringLikeRegexp('--cluster <cluster>'));
});

test('in an adopted cluster the service has an id of its own, for a name cannot be replaced in place', () => {
  const own = workloadStack();
  const adopting = workloadStack();
  const { vpc } = networkIn(adopting);
  const cluster = Cluster.fromClusterAttributes(adopting, 'Shared', { clusterName: 'shared', vpc });
  apiIn(own);
  apiIn(adopting, { vpc, cluster });

  expect(idsOf(own, 'AWS::ECS::Service')).not.toEqual(idsOf(adopting, 'AWS::ECS::Service'));
});

test('a name that nobody gave has 60 characters at most, and is the same every time', () => {
  const nameOf = () => {
    const stack = new Stack(newApp(), 'A'.repeat(120), { env: { account: '111111111111', region: 'ap-southeast-1' } });
    return apiIn(stack, { serviceName: undefined }).serviceName;
  };

  expect(nameOf()).toHaveLength(60);
  expect(nameOf()).toBe(nameOf());
});
