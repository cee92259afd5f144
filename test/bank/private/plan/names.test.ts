import { namesSection } from '../../../../src/bank/private/plan/names';
import { ADOPTED, bankOf, configOf, NEW_ZONE, readBank } from '../../../support/bank';

const { of, plan } = readBank();
const { zone, hosts, records, certificates } = plan.data.names;

test('RB1a hosts are those of the config', () => {
  expect(hosts).toEqual([
    { host: 'api.bank.example', for: 'the API', url: 'https://api.bank.example' },
    { host: 'app.bank.example', for: "the customers' web app", url: 'https://app.bank.example' },
    { host: 'merchant.bank.example', for: "the merchants' portal", url: 'https://merchant.bank.example' },
  ]);
});

test('RB1a records are those of the templates, with what they lead to', () => {
  const made = of('AWS::Route53::RecordSet').map(({ Properties: { Name, Type } }) => `${Name} ${Type}`);

  expect(records.map(({ name, type }: any) => `${name}. ${type}`).sort()).toEqual(made.sort());
  expect(records[0]).toEqual({
    name: 'api.bank.example',
    type: 'A',
    to: 'dualstack.<Bank/api/bank-api/LoadBalancer>.DNSName',
  });
});

test('RB2a certificates are in the region of the load balancer or of CloudFront', () => {
  expect(certificates).toEqual([
    { names: ['api.bank.example'], region: 'ap-southeast-1', stack: 'prd-rl-bank-api' },
    { names: ['app.bank.example', 'merchant.bank.example'], region: 'us-east-1', stack: 'prd-rl-bank-sites-edge' },
  ]);
});

test('RB1b the plan names the zone by its id, RB1c or as a new one; RB24 it lists no existing certificates', () => {
  const path = 'adopt.webappCertificateArn';
  const changes = { ...NEW_ZONE, [path]: ADOPTED[path], 'domain.merchantSubdomain': 'shop' };
  const other = namesSection(bankOf(changes), configOf(changes));

  expect(zone).toBe('Z0123456789ABCDEFGHIJ');
  expect(other).toMatchObject({
    title: 'Names, in the zone of bank.example (a new zone)',
    data: { zone: 'a new zone' },
  });
  expect((other.data as any).certificates.map(({ names }: any) => names)).toEqual([
    ['api.bank.example'],
    ['shop.bank.example'],
  ]);
});

test('RB1a for people it is a line each', () => {
  const { text } = plan;

  expect(text).toContain(`\n  https://app.bank.example  the customers' web app\n`);
  expect(text).toContain(
    '\n  record app.bank.example AAAA to <Bank/sites/bank-web-static-site/Distribution>.DomainName\n',
  );
  expect(text).toContain('\n  certificate of api.bank.example in ap-southeast-1, stack prd-rl-bank-api\n');
});
