import { bankOf, Changes, CLOSED, planOf, resourcesIn } from '../../../support/bank';

const namesOf = (changes: Changes = {}) => planOf(bankOf({ ...CLOSED, ...changes })).data.names;

test('RB1a hosts are those of the config', () => {
  expect(namesOf({ 'domain.merchantSubdomain': 'shop' }).hosts).toEqual([
    { host: 'api.bank.example', for: 'the API', url: 'https://api.bank.example' },
    { host: 'app.bank.example', for: "the customers' web app", url: 'https://app.bank.example' },
    { host: 'shop.bank.example', for: "the merchants' portal", url: 'https://shop.bank.example' },
  ]);
});

test('RB1a records are those of the templates, with what they lead to', () => {
  const { records } = namesOf();
  const made = resourcesIn(bankOf(), 'AWS::Route53::RecordSet');

  expect(records.map(({ name, type }: any) => `${name}. ${type}`).sort()).toEqual(
    made.map(({ Properties: { Name, Type } }) => `${Name} ${Type}`).sort(),
  );
  expect(records[0]).toEqual({
    name: 'api.bank.example',
    type: 'A',
    to: 'dualstack.<Bank/api/bank-api/LoadBalancer>.DNSName',
  });
});

test('RB2a certificates are in the region of whoever shows them', () => {
  expect(namesOf().certificates).toEqual([
    { names: ['api.bank.example'], region: 'ap-southeast-1', stack: 'prd-rl-bank-api' },
    { names: ['app.bank.example', 'merchant.bank.example'], region: 'us-east-1', stack: 'prd-rl-bank-sites-edge' },
  ]);
});

test('RB24 certificates that exist are not among those that are made', () => {
  const webappCertificateArn = 'arn:aws:acm:us-east-1:982233224911:certificate/webapp';
  const { certificates } = namesOf({ 'adopt.webappCertificateArn': webappCertificateArn });

  expect(certificates[1]).toMatchObject({ names: ['merchant.bank.example'] });
});

test('RB1b the zone is told by its id, RB1c or as a new one', () => {
  const made = { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true };

  expect(namesOf().zone).toBe('Z0123456789ABCDEFGHIJ');
  expect(namesOf(made).zone).toBe('a new zone');
  expect(planOf(bankOf({ ...CLOSED, ...made })).text).toContain('\nNames, in the zone of bank.example (a new zone)\n');
});

test('RB1a for people it is a line each', () => {
  const { text } = planOf(bankOf(CLOSED));

  expect(text).toContain(`\n  https://app.bank.example  the customers' web app\n`);
  expect(text).toContain(
    '\n  record app.bank.example AAAA to <Bank/sites/bank-web-static-site/Distribution>.DomainName\n',
  );
  expect(text).toContain('\n  certificate of api.bank.example in ap-southeast-1, stack prd-rl-bank-api\n');
});
