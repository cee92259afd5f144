import { App } from 'aws-cdk-lib';
import { bankOf, Changes, CLOSED, planOf, RUNNING } from '../../../support/bank';

const TITLES: Array<[string, string]> = [
  ['toFill', 'What has to be filled in'],
  ['order', 'The order of work, and how to see that a step is done'],
  ['names', 'Names, in the zone of bank.example (Z0123456789ABCDEFGHIJ)'],
  ['settings', 'What the API reads'],
  ['builds', 'What the builds of the sites have to be told'],
  ['auth0', 'What to enter at Auth0 (rl-bank.ap.auth0.com)'],
  ['allowList', 'Addresses that the database and others have to let in'],
  ['telephony', 'Telephony'],
  ['watch', 'Who is called'],
  ['costs', 'What drives the costs, beside logs, images and traffic'],
  ['access', 'Who may do what'],
];

const { text, data } = planOf(bankOf(CLOSED));

describe('RB19b the plan', () => {
  test.each(TITLES)('has %s for programs, and for people under "%s"', (key, title) => {
    const lines = text.split('\n');
    const place = lines.findIndex((line) => line.startsWith(title));

    expect(place).toBeGreaterThan(-1);
    expect(lines[place + 1]).toMatch(/^ {2}\S/);
    expect(data[key]).not.toBeUndefined();
  });

  test('begins with what only people can do, and ends with the stacks', () => {
    const places = TITLES.map(([, title]) => text.indexOf(title));

    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBe(0);
    expect(text.indexOf('What Bank/Gate keeps from being created: 9 stacks')).toBeGreaterThan(places.at(-1)!);
    expect(data.stacks).toHaveLength(9);
  });

  test('begins with what is allowed and mostly not meant, if there is something', () => {
    const warning = 'auth0.audience is "urn:api", and the address of the API is "https://api.bank.example"';
    const warned = planOf(bankOf({ ...CLOSED, 'auth0.audience': 'urn:api' }));

    expect(warned.text).toMatch(new RegExp(`^Warning: ${warning}`));
    expect(warned.data.configWarnings).toEqual([expect.stringContaining(warning)]);
    expect(data.configWarnings).toEqual([]);
  });

  test('is what `cdk synth` prints', () => {
    const bank = bankOf(CLOSED);
    const [{ template }] = (bank.node.root as App).synth().stacks;

    expect(template.Metadata.Plan).toBe(planOf(bank).text.trimEnd());
  });
});

describe.each<[string, Changes]>([
  ['the example', {}],
  ['one that runs', RUNNING],
  ['one with a new zone', { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true }],
  ['one with endpoints', { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined }],
])('RB19b the plan of a bank, %s', (_, changes) => {
  const [one, other] = [1, 2].map(() => planOf(bankOf({ ...CLOSED, ...changes })));

  test('is the same every time', () => {
    expect(other).toEqual(one);
  });

  test('has no token, no function of a template, and nothing that was forgotten', () => {
    const all = `${one.text}\n${JSON.stringify(one.data)}`;

    expect(all.match(/\$\{Token\[|Fn::|"Ref"|AWS::(Region|AccountId|Partition)|undefined|\[object|NaN/g)).toBeNull();
  });
});

test('RB19b the plan tells no secret value', () => {
  const apiDsn = 'https://0123456789abcdef@o1.ingest.sentry.io/2'; // a parameter, in clear, as somebody asked for it
  const told = planOf(bankOf({ ...CLOSED, 'sentry.apiDsn': apiDsn })).text;

  expect(told).toContain(`parameter /rl/bank/api/SENTRY_DSN = ${apiDsn}`);
  expect(text).toContain('secret rl/bank/api/SENTRY_DSN, without a value');
});

test('RB9d the keys that the builds of the sites need are in the plan, with the values that are known', () => {
  expect(text).toContain('VITE_AUTH_DOMAIN');
  expect(text).toContain('GRAPHQL_ENDPOINT');
});
