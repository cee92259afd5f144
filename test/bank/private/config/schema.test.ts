import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describeAgreement, validate } from './agreement';
import { bank } from '../../../../src/bank/private/config/keys';
import { configSchema } from '../../../../src/bank/private/config/schema';
import { changed, written } from '../../../support/bank-configs';

const path = join(__dirname, '../../../../resources/bank/bank-mvp.schema.json');

test('RB18c the schema in the package is that of the keys', () => {
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(configSchema(), null, 2)}\n`);
});

test('RB18c the schema is one of draft 7, in which an editor finds every key', () => {
  const ajv = new Ajv();
  expect(ajv.validateSchema(configSchema())).toBe(true);
  const { definitions } = configSchema() as { definitions: { bankMvp: { properties: Record<string, object> } } };
  expect(Object.keys(definitions.bankMvp.properties)).toEqual(Object.keys(bank.form.keys));
});

test('RB18c an editor has a description, a default, examples and an explanation to show', () => {
  const { definitions } = configSchema() as any;
  const { api, webapp } = definitions.bankMvp.properties;
  expect(api.properties.memoryMiB).toMatchObject({ description: expect.stringContaining('MiB'), default: 1024 });
  expect(api.properties.launchPhase).toMatchObject({
    enum: ['not-ready', 'first-start', 'running'],
    default: 'not-ready',
  });
  expect(webapp.properties.bucketName).toMatchObject({
    examples: expect.arrayContaining(['prd-rl-bank-webapp']),
    patternErrorMessage: expect.stringContaining('S3 takes 3 to 63'),
    description: expect.stringContaining('Required to open the gate'),
  });
  expect(api.properties.routing.description).toContain('Without it: it forwards every path.');
});

test('RB18c its expressions mean the same where editors read them as Unicode', () => {
  const sources = [...JSON.stringify(configSchema()).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, source]) =>
    JSON.parse(source),
  );
  expect(sources.length).toBeGreaterThan(30);
  sources.forEach((source) => expect(() => new RegExp(source, 'u')).not.toThrow());
});

test.each(['document', 'open'] as const)('RB18a the schema takes the %s, below its key and without it', (name) => {
  expect(validate(written(name))).toBe(true);
  expect(validate({ 'infra:bankMvp': written(name) })).toBe(true);
  expect(validate({ 'infra:bankMvp': written(name), other: 1 })).toBe(false);
});

test.each([
  ['a placeholder', changed('open', { 'network.vpcId': 'vpc-...' })],
  ['a missing key', changed('open', { 'auth0.domain': undefined })],
  ['a missing section', changed('open', { auth0: undefined })],
  ['a bank that is not enabled', changed('open', { enabled: false })],
  ['a bank that does not say whether it is enabled', changed('open', { enabled: undefined })],
])('RB19c the schema refuses %s behind an open gate, and takes it behind a closed one', (_, content) => {
  expect(validate(content)).toBe(false);
  expect(validate({ ...content, createResources: false })).toBe(true);
});

describeAgreement(200);
