import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ServiceBinding, ServiceSecret } from '../../../../src/core';
import { formatProblem } from '../../../../src/core/private/checks/problems';
import { ExternalDatabase, IRuntimeSettings } from '../../../../src/data';
import { variableProblems } from '../../../../src/service/private/task/variable-problems';
import { saidBy, testRules } from '../../../support/api';
import { bindingWith } from '../../../support/binding';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const stack = workloadStack();
const settings = scaffoldIn(stack);
const parameter = StringParameter.fromStringParameterName(stack, 'Parameter', '/team/a');
const named = Secret.fromSecretNameV2(stack, 'Named', 'team/db');
const database = bindingWith({ secrets: { DB_URI: ServiceSecret.fromSecret(settings.secrets.DB_URI) } });
const ofNamed = (field?: string) => {
  return field === undefined ? ServiceSecret.fromSecret(named) : ServiceSecret.fromJsonField(named, field);
};

/** Settings of the team's own. */
const settingsWith = (more: Partial<IRuntimeSettings>): IRuntimeSettings => {
  return { port: 9000, parameters: {}, secrets: {}, pendingInputs: [], fingerprint: '', ...more };
};
const name = {
  code: 'service/not-a-variable',
  refused: ['', 'A B', '1A', 'A-B', 'Ä'],
  taken: ['A', '_a1', 'LOG_LEVEL'],
};

testRules(variableProblems, [
  { ...name, prop: 'environment', props: (key) => ({ environment: { [key]: 'x' } }) },
  {
    ...name,
    title: '`settings`, for a parameter,',
    prop: 'settings',
    props: (key) => ({ settings: settingsWith({ parameters: { [key]: parameter } }) }),
  },
  {
    ...name,
    title: '`settings`, for a secret,',
    prop: 'settings',
    props: (key) => ({ settings: settingsWith({ secrets: { [key]: settings.secrets.DB_URI } }) }),
  },
  {
    title: 'beside `settings`, `environment`',
    prop: 'environment',
    code: 'service/variable-twice',
    refused: ['PORT', 'API_KEY'],
    taken: ['LOG_LEVEL'],
    props: (key) => ({ settings, environment: { [key]: 'x' } }),
  },
  {
    title: 'beside `uses`, `environment`',
    prop: 'environment',
    code: 'service/variable-twice',
    refused: ['DB_URI'],
    taken: ['PORT'],
    props: (key) => ({ uses: [database], environment: { [key]: 'x' } }),
  },
  {
    ...name,
    title: '`uses`, for a variable,',
    prop: 'uses',
    props: (key) => ({ uses: [bindingWith({ variables: { [key]: 'x' } })] }),
  },
  {
    title: 'beside one with DB_URI, another of `uses`',
    prop: 'uses[1]',
    code: 'service/variable-twice',
    refused: ['DB_URI'],
    taken: ['DB_HOST'],
    props: (key) => ({ uses: [database, bindingWith({ variables: { [key]: 'x' } })] }),
    shown: () => 'an IServiceBinding',
  },
  {
    title: '`uses`, for a field of a secret by its name,',
    prop: 'uses',
    code: 'service/field-without-full-arn',
    refused: ['password'],
    taken: [undefined],
    props: (field) => ({ uses: [bindingWith({ secrets: { DB_PASSWORD: ofNamed(field) } })] }),
    shown: () => 'DB_PASSWORD',
  },
  {
    title: 'without `settings` and `uses`, `environment`',
    prop: 'environment',
    code: 'service/variable-twice',
    refused: [],
    taken: ['PORT', 'DB_URI'],
    props: (key) => ({ environment: { [key]: 'x' } }),
  },
  {
    title: '`settings`, for a parameter beside a secret ONE,',
    prop: 'settings',
    code: 'service/variable-twice',
    refused: ['ONE'],
    taken: ['OTHER'],
    props: (key) => ({
      settings: settingsWith({ parameters: { [key]: parameter }, secrets: { ONE: settings.secrets.DB_URI } }),
    }),
  },
]);

test('variables that are there twice are told in the order of their names', () => {
  expect(saidBy(variableProblems, { settings, environment: { PORT: '1', LOG_LEVEL: 'info', API_KEY: 'key' } })).toEqual(
    [
      ['service/variable-twice', 'environment', 'API_KEY'],
      ['service/variable-twice', 'environment', 'PORT'],
    ],
  );
});

test('a variable that two bring is named with both, also where one is renamed, and so is what renames it', () => {
  const one = new ExternalDatabase(stack, 'One', { uriSecret: named });
  const other = ServiceBinding.withNames(new ExternalDatabase(stack, 'Other', { uriSecret: named }), {});
  const [problem, second] = variableProblems({ uses: [one, other], environment: { DB_URI: 'x' } })
    .filter((found) => found !== undefined)
    .map((found) => formatProblem(found!));

  expect(problem).toContain('variable of uses[0] (Web/One)');
  expect(problem).toContain('ServiceBinding.withNames()');
  expect(second).toContain('\'uses[1]\' is "Web/Other", but cannot bring DB_URI, a variable of uses[0] (Web/One) too');
});

test('a binding whose variable is a secret, too, is named alone', () => {
  const both = bindingWith({ variables: { DB_URI: 'x' }, secrets: database.secrets });

  expect(saidBy(variableProblems, { uses: [both] })).toEqual([
    ['service/variable-twice', 'uses[0]', 'an IServiceBinding'],
  ]);
});
