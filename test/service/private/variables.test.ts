import { Fn } from 'aws-cdk-lib';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IRuntimeSettings } from '../../../src/data';
import { DATABASE_KEY, injected, sortedValues, variablesOf } from '../../../src/service/private/variables';
import { workloadStack } from '../../support/cloud';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret';
const stack = workloadStack();
const parameter = StringParameter.fromStringParameterName(stack, 'Parameter', '/rl/bank/api/PORT');
const first = Secret.fromSecretCompleteArn(stack, 'First', `${ARN}:first-abcdef`);
const second = Secret.fromSecretCompleteArn(stack, 'Second', `${ARN}:second-abcdef`);

const settingsWith = (secrets: Record<string, ISecret>, parameters = {}): IRuntimeSettings => ({
  port: 9000,
  toFill: [],
  fingerprint: '',
  parameters,
  secrets,
});
const databaseAt = (uriSecret: ISecret) => ({ uriSecret, ports: [5432], addressRanges: [] });

test('without settings and database there are no variables', () => {
  expect(variablesOf(undefined, undefined)).toEqual({ parameters: {}, secrets: {} });
});

test('the settings are taken as they are', () => {
  const { parameters, secrets } = variablesOf(settingsWith({ API_KEY: first }, { PORT: parameter }), undefined);

  expect(parameters).toEqual({ PORT: parameter });
  expect(secrets).toEqual({ API_KEY: first });
});

test('the address of a database is in DB_URI, with settings and without', () => {
  expect(DATABASE_KEY).toBe('DB_URI');
  expect(variablesOf(undefined, databaseAt(second)).secrets).toEqual({ DB_URI: second });
  expect(variablesOf(settingsWith({ API_KEY: first }), databaseAt(second)).secrets).toEqual({
    API_KEY: first,
    DB_URI: second,
  });
});

test('the database knows its address better than the settings', () => {
  expect(variablesOf(settingsWith({ DB_URI: first }), databaseAt(second)).secrets.DB_URI).toBe(second);
});

test('a container takes parameters and secrets together, sorted by name', () => {
  const secrets = injected({ parameters: { PORT: parameter }, secrets: { Z_KEY: first, API_KEY: second } });

  expect(Object.keys(secrets)).toEqual(['API_KEY', 'PORT', 'Z_KEY']);
  expect(secrets.Z_KEY.arn).toBe(`${ARN}:first-abcdef`);
  expect(secrets.API_KEY.arn).toBe(`${ARN}:second-abcdef`);
  expect(secrets.PORT.arn).toBe(parameter.parameterArn);
});

test('an ARN that only CloudFormation knows is carried on', () => {
  const late = Secret.fromSecretCompleteArn(stack, 'Late', Fn.importValue('DbUriArn'));
  const { DB_URI } = injected(variablesOf(undefined, databaseAt(late)));

  expect(stack.resolve(DB_URI.arn)).toEqual({ 'Fn::ImportValue': 'DbUriArn' });
});

test('values come in the order of their keys, and the map keeps its own', () => {
  const map = { b: 2, c: 3, a: 1 };

  expect(sortedValues(map)).toEqual([1, 2, 3]);
  expect(Object.keys(map)).toEqual(['b', 'c', 'a']);
  expect(sortedValues({})).toEqual([]);
});
