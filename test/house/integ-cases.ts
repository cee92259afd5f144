import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Repository, Rule } from './repository';

/** Calls whose answer is what the deployed system does; any other read would say the template over again. */
const BEHAVIOUR = [
  'IAM simulatePrincipalPolicy',
  'Lambda invoke',
  'Route53 getHealthCheckStatus',
  'Route53 testDNSAnswer',
  'SecretsManager getSecretValue',
  'SFN describeExecution',
  'SQS receiveMessage',
  'SSM getParameter',
  'SSM getParameters',
];

/** Calls that bring about what is asserted, and are not asserted themselves. */
const ACTS = [
  'CloudWatch setAlarmState',
  'ElastiCache describeServerlessCaches', // what the value of a parameter has to be
  'S3 putObject',
  'SecretsManager putSecretValue',
  'SFN startExecution',
];

/** What holds for the cases of `test/<folder>/integ.*.ts`, each rule under the sentence it enforces. */
export const caseRules: Record<string, Rule> = {
  'there is a case for every named construct': everyConstructHasOne,
  'each case asserts behaviour, and nothing that a template says': behaviourIsAsserted,
  'each case says what it costs and what it leaves': costsAreSaid,
  'each case has a snapshot, which says what is asserted': snapshotsAssert,
};

/** The files of the cases. */
export function casesIn(repository: Repository): string[] {
  return repository.sources('test').filter((path) => /\/integ\.[a-z-]+\.ts$/.test(path));
}

/** What a snapshot says is deployed and how integ-runner does it, by file. */
export function recordedIn(repository: Repository, path: string): Record<string, unknown> {
  const files = repository.files(`${path}.snapshot`);
  return saying(files.map((file) => [posix.basename(file), repository.read(file)]));
}

/** The same of the case as it is now, without integ-runner, which starts a process and a compiler for each. */
export function synthesizedFrom(repository: Repository, path: string): Record<string, unknown> {
  const { app } = jest.requireActual<{ app: App }>(join(repository.root, path));
  const { directory } = app.synth();
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  const said = saying(files.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
  rmSync(directory, { recursive: true });
  return said;
}

function saying(files: string[][]): Record<string, unknown> {
  const those = files.filter(([name]) => /^integ\.json$|\.template\.json$/.test(name));
  const salt = (key: string, value: unknown) => (key === 'salt' ? 'a time, for a call to be made anew' : value);
  return Object.fromEntries(those.map(([name, text]) => [name, JSON.parse(text, salt)]));
}

function everyConstructHasOne(repository: Repository): string[] {
  const named: string[] = JSON.parse(repository.read('test/support/named-constructs.json'));
  return named.flatMap((construct) => {
    const name = construct.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
    const source = repository.sources().find((path) => posix.basename(path) === `${name}.ts`);
    if (source === undefined) {
      return [`${construct} is no construct: take it out of test/support/named-constructs.json`];
    }
    const path = `${posix.dirname(source).replace(/^src/, 'test')}/integ.${name}.ts`;
    const makesOne = repository.has(path) && new RegExp(`new ${construct}\\(`).test(repository.read(path));
    return makesOne ? [] : [`${construct} has no case that makes one: write ${path}`];
  });
}

function behaviourIsAsserted(repository: Repository): string[] {
  return casesIn(repository).flatMap((path) => {
    const code = repository.code(path);
    const asked = [...code.matchAll(/\.awsApiCall\(\s*'(\w+)',\s*'(\w+)'/g)].map(([, ...call]) => call.join(' '));
    const strange = asked.filter((call) => !BEHAVIOUR.includes(call) && !ACTS.includes(call));
    const asserts = /\.(httpApiCall|invokeFunction)\(/.test(code) || asked.some((call) => BEHAVIOUR.includes(call));
    return [
      ...strange.map(
        (call) => `${path} calls ${call}: does its answer say what the system does? see test/house/integ-cases.ts`,
      ),
      ...(asserts && code.includes('.expect(') ? [] : [`${path} asserts nothing that is done`]),
    ];
  });
}

function costsAreSaid(repository: Repository): string[] {
  return casesIn(repository).flatMap((path) => {
    const [header = ''] = /^\/\*\*[^]*?\*\//.exec(repository.read(path)) ?? [];
    const missing = ['Cost', 'Clean-up'].filter((word) => !new RegExp(`^ \\* ${word}: .{10}`, 'm').test(header));
    return missing.map((word) => `${path} has no line "${word}: …" in its first comment`);
  });
}

function snapshotsAssert(repository: Repository): string[] {
  return casesIn(repository).flatMap((path) => {
    const files = repository.files(`${path}.snapshot`);
    const templates = files.filter((file) => file.endsWith('-asserts.template.json'));
    const expected = templates.flatMap((file) => expectationsIn(JSON.parse(repository.read(file))));
    const others = expected.filter((call) => call !== 'HTTP' && !BEHAVIOUR.includes(call));
    return [
      ...(expected.length === 0 ? [`${path}.snapshot expects nothing: run \`npx projen integ:snapshot\``] : []),
      ...others.map((call) => `${path}.snapshot expects something of ${call}, which says what a template says`),
    ];
  });
}

/** What something is expected of in the stack of the assertions. */
function expectationsIn({ Resources }: { Resources: Record<string, any> }): string[] {
  return Object.values(Resources)
    .filter(({ Properties }) => Properties?.expected !== undefined)
    .map(({ Type, Properties: { service, api } }) => (/HttpCall/.test(Type) ? 'HTTP' : `${service} ${api}`));
}
