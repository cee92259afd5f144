import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bank } from '../../../src/bank/private/keys';
import { readGroup, Reading } from '../../../src/bank/private/read';
import { LOG_RETENTIONS } from '../../../src/service/private/task/log-group';
import { leaves, rows } from '../../support/bank-key-rows';

const ofDocument = leaves().filter(({ key }) => key.absence.kind === 'document');

test('RB18 the document has 19 leaves: 16 it cannot do without, two switches, and a zone that may be made', () => {
  const further = ['enabled', 'createResources', 'domain.hostedZoneId'];
  expect([...ofDocument.map(({ path }) => path), ...further].sort()).toEqual(
    [
      ...['enabled', 'createResources', 'namePrefix'],
      ...['rootDomain', 'apiSubdomain', 'appSubdomain', 'merchantSubdomain', 'hostedZoneId'].map(
        (key) => `domain.${key}`,
      ),
      ...['vpcId', 'publicSubnetIds', 'privateSubnetIds'].map((key) => `network.${key}`),
      ...['image', 'containerPort', 'desiredCount', 'healthCheckPath'].map((key) => `api.${key}`),
      ...['webapp.bucketName', 'merchantPortal.bucketName', 'auth0.domain', 'auth0.audience'],
    ].sort(),
  );
});

test('RB18c every default and every value of the document is one that may be written', () => {
  const reading: Reading = { root: bank.form, isOpen: false, problems: [], gaps: [] };
  for (const { path, key } of leaves()) {
    const { absence } = key;
    const value =
      absence.kind === 'document' ? absence.standIn : absence.kind === 'default' ? absence.value : undefined;
    readGroup(reading, { kind: 'group', keys: { [path]: key } }, '', { [path]: value ?? undefined });
  }
  expect(reading.problems.filter(({ code }) => code !== 'config/needed')).toEqual([]);
});

test('RB18c the retentions are those that CloudWatch Logs knows', () => {
  const { form } = leaves().find(({ path }) => path === 'api.logRetentionDays')!.key;
  expect(form).toEqual({ kind: 'choice', values: [...LOG_RETENTIONS].sort((one, other) => one - other) });
});

test('RB18c every key is described in a sentence, and has its row in the README', () => {
  const readme = readFileSync(join(__dirname, '../../../src/bank/README.md'), 'utf8');
  expect(leaves().filter(({ key }) => !/^[A-Z].*\.$/.test(key.description))).toEqual([]);
  expect(rows().filter((row) => !readme.includes(row))).toEqual([]);
  const [, table] = readme.split('| key | for | without it |');
  expect(table.match(/^\| `[\w.[\]]+`/gm)).toHaveLength(rows().length);
});

test('RB18c a name takes no secret: the keys that look like one are public, or names of secrets', () => {
  const names = leaves().map(({ path }) => path.split('.').at(-1)!);
  const suspects = names.filter((name) => /secret|password|token|dsn|key|uri|credential/i.test(name));
  expect(new Set(suspects)).toEqual(new Set(['sentryDsn', 'apiDsn', 'twilioKeys', 'secretArns']));
});
