import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IRuntimeSettings } from '../../../../src/data';
import { variableProblems } from '../../../../src/service/private/task/variable-problems';
import { saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const stack = workloadStack();
const settings = scaffoldIn(stack);
const parameter = StringParameter.fromStringParameterName(stack, 'Parameter', '/team/a');
const database = { uriSecret: settings.secrets.DB_URI, ports: [5432], addressRanges: [] };

/** Settings of the team's own. */
const settingsWith = (more: Partial<IRuntimeSettings>): IRuntimeSettings => {
  return { port: 9000, parameters: {}, secrets: {}, pendingInputs: [], fingerprint: '', ...more };
};
const name = {
  code: 'api/not-a-variable',
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
    props: (key) => ({ settings: settingsWith({ secrets: { [key]: database.uriSecret } }) }),
  },
  {
    title: 'beside `settings`, `environment`',
    prop: 'environment',
    code: 'api/variable-twice',
    refused: ['PORT', 'API_KEY'],
    taken: ['LOG_LEVEL'],
    props: (key) => ({ settings, environment: { [key]: 'x' } }),
  },
  {
    title: 'beside `database`, `environment`',
    prop: 'environment',
    code: 'api/variable-twice',
    refused: ['DB_URI'],
    taken: ['PORT'],
    props: (key) => ({ database, environment: { [key]: 'x' } }),
  },
  {
    title: 'without `settings` and `database`, `environment`',
    prop: 'environment',
    code: 'api/variable-twice',
    refused: [],
    taken: ['PORT', 'DB_URI'],
    props: (key) => ({ environment: { [key]: 'x' } }),
  },
  {
    title: '`settings`, for a parameter beside a secret ONE,',
    prop: 'settings',
    code: 'api/variable-twice',
    refused: ['ONE'],
    taken: ['OTHER'],
    props: (key) => ({
      settings: settingsWith({ parameters: { [key]: parameter }, secrets: { ONE: database.uriSecret } }),
    }),
  },
]);

test('variables that are there twice are told in the order of their names', () => {
  expect(saidBy(variableProblems, { settings, environment: { PORT: '1', LOG_LEVEL: 'info', API_KEY: 'key' } })).toEqual(
    [
      ['api/variable-twice', 'environment', 'API_KEY'],
      ['api/variable-twice', 'environment', 'PORT'],
    ],
  );
});
