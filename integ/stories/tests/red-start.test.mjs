// The stories of the first deployment have to be able to fail. Without an emulator.
import { filled } from '../bank/filled.mjs';
import { firstDeploy } from '../bank/first-deploy.mjs';
import { started } from '../bank/started.mjs';
import { answering, changing, IMAGE, red, service, world } from './support/red.mjs';

const DB_URI = 'rl/bank/api/DB_URI';

/** The order of a plan, as far as the first deployment goes, which says what is missing. */
function first({ names = `${IMAGE}, ${DB_URI}`, planned = [IMAGE, DB_URI], desiredCount = 0 } = {}) {
  const order = [
    { step: 'Zone and certificates', lines: ['npx cdk deploy Bank/api'] },
    { step: 'Image pushed', lines: [] },
  ];
  return world({
    sandbox: answering(service({ desiredCount, runningCount: 0, tags: [], withoutValue: [DB_URI] })),
    plan: { order, toFill: { values: planned.map((name) => ({ name })) } },
    deploy: async () => `0 tasks until 'readiness' states that these are there: ${names} (Construct Annotations)`,
  });
}
for (const [what, ill, why] of [
  ['it names one thing less than is missing', () => first({ names: IMAGE }), /DB_URI/],
  ['the plan names one thing less', () => first({ planned: [IMAGE] }), /DB_URI/],
  ['it waits for tasks', () => first({ desiredCount: 2 }), /desiredCount: 2/],
])
  red(firstDeploy, what, { well: first, ill, why });

function filling({ withoutValue = [], desiredCount = 0, value = 'of DB_URI', release = 'of SENTRY_RELEASE' } = {}) {
  const lines = [];
  const line = `aws secretsmanager put-secret-value --secret-id ${DB_URI} --secret-string '<value>'`;
  const isFilled = () => lines.some((said) => said.endsWith("--secret-string 'of DB_URI'"));
  const answers = service({ desiredCount, tags: [], withoutValue });
  return world({
    sandbox: answering({
      ...answers,
      DescribeSecret: (input) => (isFilled() ? answers.DescribeSecret(input) : {}),
      GetSecretValue: { SecretString: value },
      GetParameter: { Parameter: { Value: release } },
    }),
    plan: { toFill: { values: [{ name: DB_URI, line }] } },
    shell: async (said) => void lines.push(said),
  });
}
const unfilled = () => ({ ...filling(), shell: async () => '' });
const unpushed = () => {
  const filled = filling();
  const { ask } = filled.sandbox;
  filled.sandbox.ask = async (Client, command) =>
    command.constructor.name === 'PutImageCommand' ? undefined : ask(Client, command);
  return filled;
};
for (const [what, ill, why] of [
  ['the lines fill in nothing', unfilled, /DB_URI/],
  ['a value is still missing', () => filling({ withoutValue: [DB_URI] }), /DB_URI/],
  ['the image is not there', unpushed, /rl-bank-api:live/],
  ['it started by itself', () => filling({ desiredCount: 2 }), /2 !== 0/],
  ['a secret has another value', () => filling({ value: 'of another' }), /of another/],
  ['a parameter has another value', () => filling({ release: 'of another' }), /of another/],
])
  red(filled, what, { well: filling, ill, why });

const api = 'stack prd-rl-bank-api in ap-southeast-1';
const before = [`${api}, CREATE_COMPLETE since noon`, 'stack prd-rl-bank-cache in ap-southeast-1, CREATE_COMPLETE'];
const after = [`${api}, UPDATE_COMPLETE since one`, before[1]];

/** Readiness is flipped, and stated; what the service is then. */
function flipped({ at = {}, stated = {}, account = after } = {}) {
  const order = [
    { step: 'The tasks start', lines: ['npx cdk deploy Bank/api'] },
    { step: 'The tasks are stated to run', lines: ['npx cdk deploy Bank/api'] },
  ];
  let deployed = 0;
  const answers = (given) => service(given).DescribeServices();
  const sandbox = answering({
    ...service(),
    DescribeServices: () => answers(deployed < 2 ? at : { ...at, ...stated }),
  });
  return world({ sandbox, plan: { order }, deploy: async () => `${++deployed}`, inventory: changing(before, account) });
}
const deployment = (id, rolloutState) => ({ id, rolloutState, status: 'PRIMARY' });
for (const [what, given, why] of [
  ['one task of two runs', { at: { runningCount: 1 } }, /runningCount: 1/],
  ['it is still rolled out', { at: { deployment: deployment('first', 'IN_PROGRESS') } }, /IN_PROGRESS/],
  ['another stack is touched', { account: [after[0], `${before[1]} since one`] }, /prd-rl-bank-cache/],
  ['no stack is touched', { account: before }, /UPDATE_COMPLETE/],
  ['once stated it is another task', { stated: { taskDefinition: 'api:2' } }, /api:2/],
  ['once stated it is deployed again', { stated: { deployment: deployment('second', 'COMPLETED') } }, /second/],
])
  red(started, what, { well: flipped, ill: () => flipped(given), why });
