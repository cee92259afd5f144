import { BankMvp, BankMvpConfig } from '../../../../src/bank';
import { bankApp, bankOf, Changes, CLOSED, planOf, resourcesIn } from '../../../support/bank';
import { fixture } from '../../../support/bank-configs';

const told = (changes: Changes = {}) => planOf(bankOf({ ...CLOSED, ...changes }));

test('RB8d every secret that is made has the line that fills it in', () => {
  const { text } = told();
  const names = resourcesIn(bankOf(), 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties.Name);

  expect(names).toHaveLength(8);
  for (const name of names) {
    expect(text).toContain(
      `\n  ${name}, by a person who has it:\n    aws secretsmanager put-secret-value --region ap-southeast-1 --secret-id ${name} --secret-string '<value>'\n`,
    );
  }
});

test('RB5c the image has the line that pushes it, RB8b the release the one that marks it', () => {
  const { text } = told({ 'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:stable' });

  expect(text).toContain(
    '\n    deploy-image.sh --registry 982233224911.dkr.ecr.ap-southeast-1.amazonaws.com --repository rl-bank-api --channel stable --commit <commit> <image>\n',
  );
  expect(text).toContain('\n    aws ssm put-parameter --region ap-southeast-1 --name /rl/bank/api/SENTRY_RELEASE ');
});

test('RB22 each thing is named once, with whose it is', () => {
  const { values } = told().data.toFill;
  const names = values.map(({ name }: any) => name);

  expect(names).toEqual([...new Set(names)]);
  expect(new Set(values.map(({ owner }: any) => owner))).toEqual(
    new Set(['a person who has it', 'CI, with every release']),
  );
});

test('RB12c those who get mail confirm it, each told once', () => {
  const one = { email: 'one@bank.example' };
  const { confirmations } = told({ 'alarms.page': [one, one], 'alarms.ticket': [one, { email: 'b@bank.example' }] })
    .data.toFill;

  expect(confirmations.map(({ email }: any) => email)).toEqual(['one@bank.example', 'b@bank.example']);
  expect(told({ alarms: undefined }).data.toFill.confirmations).toEqual([]);
});

test('RB7 without a port of the database the plan asks for it', () => {
  const line = 'config database.ports: without them tasks reach nothing but HTTPS; 27017 is MongoDB, 5432 PostgreSQL';

  expect(told({ database: undefined }).text).toContain(`\n  ${line}\n`);
  expect(told({ database: undefined }).data.toFill.database).toEqual([line]);
  expect(told().data.toFill.database).toEqual([]);
});

test('RB19c what the document leaves open is to fill in, with its path', () => {
  const config = BankMvpConfig.fromFile(fixture('document'));
  const { text, data } = planOf(new BankMvp(bankApp(), 'Bank', { config }));

  expect(data.toFill.config).toEqual(config.gaps);
  expect(config.gaps).toHaveLength(9);
  expect(text).toContain('\n  config network.vpcId (vpc-...): put the id of the network in its place\n');
});

test('RB19c what is missing is told without a value', () => {
  expect(told({ 'webapp.bucketName': undefined }).text).toMatch(/\n {2}config webapp\.bucketName: \S/);
});
