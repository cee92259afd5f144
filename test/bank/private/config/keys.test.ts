import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bank } from '../../../../src/bank/private/config/keys';
import { read, Reading } from '../../../../src/bank/private/config/read';
import { leaves, rows } from '../../../support/bank-key-rows';

const ofDocument = leaves().filter(({ key }) => key.missing.kind === 'document');

test('RB18 the infrastructure brief has 19 keys: 16 that the open gate requires, two switches, and a zone that can be new', () => {
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

test('RB18c every default and every stand-in is a valid value', () => {
  const reading: Reading = { root: bank.form, isOpen: false, problems: [], gaps: [] };
  for (const { path, key } of leaves()) {
    const { missing } = key;
    const value =
      missing.kind === 'document' ? missing.standIn : missing.kind === 'default' ? missing.value : undefined;
    read(reading, { kind: 'group', keys: { [path]: key } }, '', { [path]: value ?? undefined });
  }
  expect(reading.problems.filter(({ code }) => code !== 'config/needed')).toEqual([]);
});

test('RB18c every key is described in a sentence, and has its row in the README', () => {
  const readme = readFileSync(join(__dirname, '../../../../src/bank/KEYS.md'), 'utf8');
  expect(leaves().filter(({ key }) => !/^[A-Z].*\.$/.test(key.description))).toEqual([]);
  expect(rows().filter((row) => !readme.includes(row))).toEqual([]);
  expect(readme.match(/^\| `[\w.[\]]+`/gm)).toHaveLength(rows().length);
});

test('RB18c a name takes no secret: the keys that look like one are public, or names of secrets', () => {
  const names = leaves().map(({ path }) => path.split('.').at(-1)!);
  const suspects = names.filter((name) => /secret|password|token|dsn|key|uri|credential/i.test(name));
  expect(new Set(suspects)).toEqual(
    new Set(['sentryDsn', 'apiDsn', 'twilioKeys', 'keyArn', 'secretArns', 'secretKeyArns', 'endpointSecurityGroupId']),
  );
});
