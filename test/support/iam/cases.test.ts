import { join } from 'node:path';
import { arnsOf, CaseFile, CaseRow, differencesOf, problemsOf, readCases } from './cases';
import { synthetic } from './synthetic';

jest.setTimeout(5 * 60_000);

const PATH = join(__dirname, 'fixtures', 'synthetic-publisher.json');
const { role, universe } = synthetic();
const file = readCases(PATH);

/** The table with one more row, or with rows left out. */
function changed(row: CaseRow | undefined, keep: (row: CaseRow) => boolean = () => true): CaseFile {
  return { ...file, rows: [...file.rows.filter(keep), ...(row ? [row] : [])] };
}

test('the role does exactly what its table says', async () => {
  expect(await differencesOf(role, file, universe)).toEqual([]);
});

test('what the role may do beyond the table is told', async () => {
  const without = changed(undefined, ({ action, allowed }) => !(allowed && action === 's3:ListBucket'));
  expect(await differencesOf(role, without, universe)).toEqual([
    'synthetic-publisher, context "listing assets": ' +
      's3:ListBucket on arn:aws:s3:::synthetic-site is allowed, and no row says so.',
    'synthetic-publisher, in some context: ' +
      's3:ListBucket on arn:aws:s3:::synthetic-site is allowed, and no row says so.',
  ]);
});

test('what the table allows and the role may not do is told, in each context', async () => {
  const row = { action: 's3:DeleteObject', resource: 'arn:aws:s3:::synthetic-site/sample', allowed: true };
  const one = changed({ ...row, context: 'empty' });
  expect(await differencesOf(role, one, universe)).toEqual([
    'synthetic-publisher, context "empty": ' +
      's3:DeleteObject on arn:aws:s3:::synthetic-site/sample is refused, and a row allows it.',
  ]);
  expect(await differencesOf(role, changed(row), universe)).toHaveLength(6);
});

test('what the table refuses and the role may do is told', async () => {
  const refused = { action: 'acm:RequestCertificate', resource: '*', allowed: false, context: 'our certificate' };
  const differences = await differencesOf(
    role,
    changed(refused, ({ allowed }) => allowed),
    universe,
  );
  expect(differences).toEqual([
    'synthetic-publisher, context "our certificate": acm:RequestCertificate on * is allowed, and a row refuses it.',
  ]);
});

test('a row about something that nobody tried is told: a refusal would prove nothing', async () => {
  const row = { action: 's3:GetObject', resource: 'arn:aws:s3:::nowhere/key', allowed: false, context: 'empty' };
  expect(await differencesOf(role, changed(row), universe)).toEqual([
    'synthetic-publisher, context "empty": s3:GetObject on arn:aws:s3:::nowhere/key was never tried.',
  ]);
  expect(arnsOf(changed(row))).toContain('arn:aws:s3:::nowhere/key');
});

test('a table that contradicts itself is refused', () => {
  const row = { action: 's3:GetObject', resource: '*', allowed: true };
  expect(problemsOf({ role: 'a', rows: [] })).toEqual(['There are no rows.']);
  expect(
    problemsOf({ role: 'a', contexts: { empty: {}, idle: {} }, rows: [row, { ...row, context: 'typo' }, row] }),
  ).toEqual([
    '"empty" is the context without anything and cannot be defined.',
    's3:GetObject on * is about the context "typo", which is none.',
    's3:GetObject on * is there twice for the context "empty".',
    's3:GetObject on * is there twice for the context "idle".',
    'No row is about the context "idle".',
  ]);
  expect(problemsOf({ role: 'a', rows: [{ ...row, allowed: undefined as any }] })).toEqual([
    's3:GetObject on * does not say whether it is allowed.',
  ]);
});

test('an action that some statement allows, and that nothing here is of, is told', async () => {
  const wider = {
    ...role,
    identity: [
      ...role.identity,
      {
        name: 'wider',
        policy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow' as const, Action: 'dynamodb:DeleteTable', Resource: '*' }],
        },
      },
    ],
    boundary: undefined,
  };

  expect((await differencesOf(wider, file, universe)).join()).toContain(
    'dynamodb:DeleteTable is allowed on something, and nothing of that kind was tried.',
  );
});

test('what is allowed behind a condition that every request meets is told', async () => {
  const statement = {
    Effect: 'Allow' as const,
    Action: 's3:GetObject',
    Resource: '*',
    Condition: { Bool: { 'aws:ViaAWSService': 'false' } },
  };
  const identity = [...role.identity, { name: 'wider', policy: { Version: '2012-10-17', Statement: [statement] } }];

  expect((await differencesOf({ ...role, identity, boundary: undefined }, file, universe)).join()).toContain(
    'in some context',
  );
});
