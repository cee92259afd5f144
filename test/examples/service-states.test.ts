import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { ApiReadiness } from '../../src/service';
import { Repository } from '../house/repository';
import { apiIn, ApiProps, IMAGE } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { digestOf, ImageDesk } from '../support/fake-images';
import { scaffoldIn } from '../support/scaffold';

const README = readFileSync(join(Repository.here.root, 'src/service/README.md'), 'utf8');
const WAITING = { readiness: ApiReadiness.WAITING };
const RUNNING = { readiness: ApiReadiness.RUNNING };

let desk: ImageDesk;
beforeAll(async () => {
  desk = await ImageDesk.open();
});
afterAll(() => desk.close());

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

/** What the table of the README says happens, each event with a test of its own. */
const events: Record<string, () => void | Promise<void>> = {
  'first infra deploy': () => {
    const stack = deployed(WAITING);

    expect(serviceIn(stack).DesiredCount).toBe(0);
    expect(resourcesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toHaveLength(1);
  },
  'values filled': () => {
    const api = apiIn();
    const values = resourcesOf(Stack.of(api), 'AWS::SecretsManager::Secret').map(({ Properties }) =>
      Object.keys(Properties),
    );
    const lines = api.toDo
      .filter(({ key }) => key !== 'image')
      .map(({ line }) => line.split(' ').slice(0, 3).join(' '));

    expect(new Set(lines)).toEqual(new Set(['aws secretsmanager put-secret-value', 'aws ssm put-parameter']));
    expect(new Set(values.flat())).toEqual(new Set(['Description', 'Name'])); // so no template changes with them
  },
  'first image': async () => {
    const images = desk.deployed().given({ desiredCount: 0 });

    expect(await images.deploy(1)).toMatchObject({ code: 0 });
    expect(images.channel).toBe(digestOf(1));
    expect(images.calls.filter(([, name]) => name === 'delete-tag')).toEqual([]);
  },
  'app deploy': async () => {
    const images = desk.deployed(1);

    expect(await images.deploy(2)).toMatchObject({ code: 0 });
    expect(images.running).toBe(digestOf(2));
    expect(new Set(images.calls.map(([service]) => service))).toEqual(
      new Set(['docker', 'ecr', 'ecs', 'sleep']), // and not CloudFormation
    );
  },
  'infra deploy afterwards': () => {
    const once = deployed(RUNNING);
    const again = deployed(RUNNING);
    const [task] = resourcesOf(once, 'AWS::ECS::TaskDefinition');

    expect(differences(once, again)).toEqual([]);
    expect(task.Properties.ContainerDefinitions[0].Image).toBe(IMAGE);
  },
  'failed app deploy': async () => {
    const images = desk.deployed(1).given({ outcome: 'fails' });

    expect(await images.deploy(2)).toMatchObject({ code: 1 });
    expect({ channel: images.channel, running: images.running }).toEqual({
      channel: digestOf(1),
      running: digestOf(1),
    });
    expect(failuresMatched(deployed(RUNNING))).toEqual(['SERVICE_DEPLOYMENT_FAILED']);
  },
  'failed infra deploy': () => {
    const stack = deployed(RUNNING);
    const breaker = serviceIn(stack).DeploymentConfiguration.DeploymentCircuitBreaker;

    expect(breaker).toEqual({ Enable: true, Rollback: true });
    expect(failuresMatched(stack)).toEqual(['SERVICE_DEPLOYMENT_FAILED']);
  },
  'changed value': () => {
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
  const rules = resourcesOf(stack, 'AWS::Events::Rule').filter(({ Properties }) => !Properties.Targets);
  return rules
    .flatMap(({ Properties }) => Properties.EventPattern.detail.eventName)
    .filter((it) => !/PROGRESS/.test(it));
}

test.each(Object.entries(events))('FE7 the README keeps its word on: %s', async (_event, holds) => {
  expect.hasAssertions();
  await holds();
});

test('each event in the table of the README has its test, and each test its event', () => {
  const table = README.split('\n## ').find((section) => section.startsWith('What does each event do?'))!;
  const rows = table.split('\n').filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| event |'));

  expect(rows.map((row) => row.split('|')[1].trim())).toEqual(Object.keys(events));
});
