import { BankMvpConfig } from '../../../../src/bank';
import { toFillSection } from '../../../../src/bank/private/plan/to-fill';
import { bankOf, Changes, CLOSED, configOf, OTHER } from '../../../support/bank';
import { fixture } from '../../../support/bank-configs';

const parts = bankOf();
const REGISTRY = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com';

function told(changes: Changes = {}, config = configOf({ ...CLOSED, ...changes })) {
  const { lines, data } = toFillSection(config, parts);
  return { text: lines.join('\n'), data: data as any };
}

test('RB8d every secret that is made has the line that fills it in', () => {
  const names = Object.keys(parts.settings.secrets).map((key) => `rl/bank/api/${key}`);

  expect(names).toHaveLength(8);
  for (const name of names) {
    expect(told().text).toContain(
      `${name}, by a person who has it:\n  aws secretsmanager put-secret-value --region ap-southeast-1 --secret-id ${name} --secret-string '<value>'\n`,
    );
  }
});

test('RB5c the image has the line that pushes it, RB8b the release the one that marks it', () => {
  const text = toFillSection(configOf(OTHER), bankOf(OTHER)).lines.join('\n');

  expect(text).toContain(
    `\n  deploy-image.sh --registry ${REGISTRY} --repository team/rl-bank-api --channel stable --commit <commit> <image>\n`,
  );
  expect(text).toContain('\n  aws ssm put-parameter --region ap-southeast-1 --name /stg/bank/api/SENTRY_RELEASE ');
});

test('RB22 each thing is named once, with whose it is', () => {
  const { values } = told().data;
  const names = values.map(({ name }: any) => name);

  expect(names).toEqual([...new Set(names)]);
  expect(new Set(values.map(({ owner }: any) => owner))).toEqual(
    new Set(['a person who has it', 'CI, with every release']),
  );
});

test('RB12c the plan lists each email address to confirm once', () => {
  const one = { email: 'one@bank.example' };
  const mailed = { 'alarms.page': [one, one], 'alarms.ticket': [one, { email: 'b@bank.example' }] };

  expect(told(mailed).data.confirmations.map(({ email }: any) => email)).toEqual([one.email, 'b@bank.example']);
  expect(told(mailed).text).toMatch(/\nb@bank\.example: confirm the mails of SNS/);
  expect(told({ alarms: undefined }).data.confirmations).toEqual([]);
});

test('RB7 without a port of the database the plan asks for it', () => {
  const line = 'config database.ports: without them tasks reach nothing but HTTPS; 27017 is MongoDB, 5432 PostgreSQL';

  expect(told({ database: undefined }).text.split('\n')).toContain(line);
  expect(told({ database: undefined }).data.database).toEqual([line]);
  expect(told().data.database).toEqual([]);
});

test('RB19c the plan lists gaps of the config with path and placeholder', () => {
  const config = BankMvpConfig.fromFile(fixture('document'));
  const { text, data } = told({}, config);

  expect(data.config).toEqual(config.gaps);
  expect(config.gaps).toHaveLength(9);
  expect(text).toContain('\nconfig network.vpcId (vpc-...): replace it with the id of the VPC\n');
  expect(told({ 'webapp.bucketName': undefined }).text).toMatch(/^config webapp\.bucketName: \S/m);
});
