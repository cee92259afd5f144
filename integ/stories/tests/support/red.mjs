import assert from 'node:assert/strict';
import { test } from 'node:test';

/** A story holds in a world in which all is well, and fails, for this reason, in one in which something is ill. */
export function red(story, what, { well, ill, why }) {
  test(`${what}: ${story.name}`, async () => {
    await story.tell(well());
    await assert.rejects(story.tell(ill()), why);
  });
}

/** A sandbox in which each command is answered by its name: with what is given, or by what it says to the input. */
export function answering(answers) {
  return {
    region: 'ap-southeast-1',
    ask: async (Client, command, region = 'ap-southeast-1') => {
      const name = command.constructor.name.replace(/Command$/, '');
      assert.ok(name in answers, `nobody answers ${name}`);
      return typeof answers[name] === 'function' ? answers[name](command.input, region) : answers[name];
    },
  };
}

/** An account to which something happens from the given look on. */
export function changing(before, after, from = 1) {
  let looked = 0;
  return async () => (looked++ < from ? before : after);
}

/** A world in which nothing happens, but for what is given. */
export function world(given) {
  return {
    atFirst: [],
    deployed: [],
    plan: { stacks: [] },
    inventory: async () => [],
    write: async () => {},
    deploy: async () => '',
    destroy: async () => '',
    shell: async () => '',
    ...given,
  };
}

export const IMAGE = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';

/** What is asked of ECS, ECR and for the values of a service: with two tasks, its image and its values. */
export function service({
  desiredCount = 2,
  runningCount = 2,
  taskDefinition = 'api:1',
  deployment = { id: 'first', rolloutState: 'COMPLETED', status: 'PRIMARY' },
  tags = ['live'],
  withoutValue = [],
} = {}) {
  const valueFrom = 'arn:aws:secretsmanager:r:1:secret:rl/bank/api/DB_URI-123456';
  const containerDefinitions = [{ image: IMAGE, secrets: [{ name: 'DB_URI', valueFrom }] }];
  return {
    ListClusters: { clusterArns: ['cluster'] },
    ListServices: { serviceArns: ['service'] },
    DescribeServices: () => ({
      services: [{ desiredCount, runningCount, pendingCount: 0, taskDefinition, deployments: [deployment] }],
    }),
    DescribeTaskDefinition: { taskDefinition: { containerDefinitions } },
    ListImages: () => ({ imageIds: tags.map((imageTag) => ({ imageTag })) }),
    PutImage: ({ imageTag }) => void tags.push(imageTag),
    DescribeSecret: ({ SecretId }) => ({
      VersionIdsToStages: withoutValue.some((name) => SecretId.includes(name)) ? {} : { 1: ['AWSCURRENT'] },
    }),
  };
}
