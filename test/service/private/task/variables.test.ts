import { Fn } from 'aws-cdk-lib';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IRuntimeSettings } from '../../../../src/data';
import { containerSecrets, sortedValues, variablesOf } from '../../../../src/service/private/task/variables';
import { workloadStack } from '../../../support/cloud';

const stack = workloadStack();
const PORT = StringParameter.fromStringParameterName(stack, 'Parameter', '/rl/bank/api/PORT');
const secretAt = (id: string, arn = `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${id}-abcdef`) => {
  return Secret.fromSecretCompleteArn(stack, id, arn);
};
const [first, second, late] = [secretAt('First'), secretAt('Second'), secretAt('Late', Fn.importValue('DbUriArn'))];

const settingsWith = (secrets: Record<string, ISecret>, parameters = {}): IRuntimeSettings => {
  return { port: 9000, pendingInputs: [], fingerprint: '', parameters, secrets };
};
const databaseAt = (uriSecret: ISecret) => ({ uriSecret, ports: [5432], addressRanges: [] });

test.each([
  ['without settings and database there are none', undefined, undefined, {}, {}],
  ['settings are taken as they are', settingsWith({ A: first }, { PORT }), undefined, { PORT }, { A: first }],
  ['the address of a database is DB_URI', undefined, databaseAt(second), {}, { DB_URI: second }],
  [
    'the address of a database is DB_URI beside settings',
    settingsWith({ A: first }),
    databaseAt(second),
    {},
    { A: first, DB_URI: second },
  ],
  [
    'the database knows its address better than the settings',
    settingsWith({ DB_URI: first }),
    databaseAt(second),
    {},
    { DB_URI: second },
  ],
])('%s', (_, settings, database, parameters, secrets) => {
  expect(variablesOf(settings, database)).toEqual({ parameters, secrets });
});

test('a container takes parameters and secrets together, sorted by name, with ARNs that only CloudFormation knows', () => {
  const secrets = containerSecrets({ parameters: { PORT }, secrets: { Z_KEY: first, API_KEY: late } });
  const arns = Object.entries(secrets).map(([key, { arn }]) => [key, stack.resolve(arn)]);

  expect(arns).toEqual([
    ['API_KEY', { 'Fn::ImportValue': 'DbUriArn' }],
    ['PORT', stack.resolve(PORT.parameterArn)],
    ['Z_KEY', first.secretArn],
  ]);
});

test('values come in the order of their keys, and the map keeps its own', () => {
  const map = { b: 2, c: 3, a: 1 };

  expect(sortedValues(map)).toEqual([1, 2, 3]);
  expect(Object.keys(map)).toEqual(['b', 'c', 'a']);
});
