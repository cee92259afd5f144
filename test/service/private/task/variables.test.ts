import { Fn } from 'aws-cdk-lib';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ServiceSecret } from '../../../../src/core';
import { IRuntimeSettings } from '../../../../src/data';
import { containerSecrets, secretsOf, sortedValues, variablesOf } from '../../../../src/service/private/task/variables';
import { bindingWith } from '../../../support/binding';
import { workloadStack } from '../../../support/cloud';

const stack = workloadStack();
const PORT = StringParameter.fromStringParameterName(stack, 'Parameter', '/rl/bank/api/PORT');
const secretAt = (id: string, arn = `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${id}-abcdef`) => {
  return Secret.fromSecretCompleteArn(stack, id, arn);
};
const [first, second, late] = [secretAt('First'), secretAt('Second'), secretAt('Late', Fn.importValue('DbUriArn'))];
const whole = (secret: ISecret) => ServiceSecret.fromSecret(secret);

const settingsWith = (secrets: Record<string, ISecret>, parameters = {}): IRuntimeSettings => {
  return { port: 9000, pendingInputs: [], fingerprint: '', parameters, secrets };
};
const database = bindingWith({ secrets: { DB_URI: whole(second) } });

test.each([
  ['without settings and uses there are none', {}, {}],
  [
    'settings are taken as they are',
    { settings: settingsWith({ A: first }, { PORT }) },
    { parameters: { PORT }, secrets: { A: whole(first) } },
  ],
  ['what the service uses brings its own', { uses: [database] }, { secrets: { DB_URI: whole(second) } }],
  [
    'beside settings and variables in plain text too',
    {
      settings: settingsWith({ A: first }),
      environment: { LOG_LEVEL: 'info' },
      uses: [database, bindingWith({ variables: { CACHE_URI: 'rediss://cache' } })],
    },
    {
      environment: { CACHE_URI: 'rediss://cache', LOG_LEVEL: 'info' },
      secrets: { A: whole(first), DB_URI: whole(second) },
    },
  ],
  [
    'in place of a secret or a parameter of that name in the settings',
    {
      settings: settingsWith({ DB_URI: first }, { CACHE_URI: PORT }),
      uses: [database, bindingWith({ variables: { CACHE_URI: 'rediss://cache' } })],
    },
    { environment: { CACHE_URI: 'rediss://cache' }, secrets: { DB_URI: whole(second) } },
  ],
])('%s', (_, options, expected) => {
  expect(variablesOf(options)).toEqual({ environment: {}, parameters: {}, secrets: {}, ...expected });
});

test('a container takes parameters and secrets together, sorted by name, with ARNs that only CloudFormation knows', () => {
  const secrets = containerSecrets({
    parameters: { PORT },
    secrets: { Z_KEY: whole(first), API_KEY: whole(late), DB_USER: ServiceSecret.fromJsonField(second, 'username') },
  });
  const arns = Object.entries(secrets).map(([key, { arn, hasField }]) => [key, stack.resolve(arn), hasField]);

  expect(arns).toEqual([
    ['API_KEY', { 'Fn::ImportValue': 'DbUriArn' }, false],
    ['DB_USER', `${second.secretArn}:username::`, true],
    ['PORT', stack.resolve(PORT.parameterArn), false],
    ['Z_KEY', first.secretArn, false],
  ]);
});

test('a secret is read once, of however many fields', () => {
  const fields = ['username', 'password'].map((field) => [field, ServiceSecret.fromJsonField(second, field)]);

  expect(secretsOf({ secrets: { Z: whole(first), ...Object.fromEntries(fields) } })).toEqual([first, second]);
});

test('values come in the order of their keys, and the map keeps its own', () => {
  const map = { b: 2, c: 3, a: 1 };

  expect(sortedValues(map)).toEqual([1, 2, 3]);
  expect(Object.keys(map)).toEqual(['b', 'c', 'a']);
});
