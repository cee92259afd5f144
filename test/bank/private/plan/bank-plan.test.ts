import { ADOPTED, bankOf, CLOSED, ENDPOINTS, NEW_ZONE, OTHER, planOf, readBank, RUNNING } from '../../../support/bank';

const TITLES: Array<[string, string]> = [
  ['pendingInputs', 'What has to be filled in'],
  ['order', 'The order of work, each step with its check'],
  ['names', 'Names, in the zone of bank.example (Z0123456789ABCDEFGHIJ)'],
  ['adopted', 'What exists already, and what of it its owner decides'],
  ['accountNames', 'What a second bank in the account has to write otherwise'],
  ['settings', 'What the API reads'],
  ['builds', 'What the builds of the sites have to be told'],
  ['auth0', 'What to enter at Auth0 (rl-bank.ap.auth0.com)'],
  ['allowList', 'Addresses that the database and others have to let in'],
  ['exposure', 'What is open'],
  ['encryption', 'Customer managed KMS keys'],
  ['telephony', 'Telephony'],
  ['watch', 'Who is called'],
  ['costs', 'What drives the costs, beside logs, images and traffic'],
  ['access', 'Who may do what'],
  ['imports', 'What can become part of a stack where it exists'],
];

const { text, data } = readBank().plan;

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
    const warning = 'auth0.audience is "urn:stg", and the URL of the API is "https://api.stg.example"';
    const { plan } = readBank(OTHER);

    expect(plan.text).toMatch(new RegExp(`^Warning: ${warning}`));
    expect(plan.data.configWarnings).toEqual([expect.stringContaining(warning)]);
    expect(data.configWarnings).toEqual([]);
  });

  test('is the same every time', () => {
    expect(planOf(bankOf(CLOSED))).toEqual({ text, data });
  });

  test.each([
    ['the example', {}],
    ['another', OTHER],
    ['one that runs, with a new zone', { ...RUNNING, ...NEW_ZONE }],
    ['one with endpoints and all that can be adopted', { ...ENDPOINTS, ...ADOPTED }],
  ])('has no token, no function of a template, and nothing that was forgotten: %s', (_, changes) => {
    const { plan } = readBank(changes);
    const all = `${plan.text}\n${JSON.stringify(plan.data)}`;

    expect(all.match(/\$\{Token\[|Fn::|"Ref"|AWS::(Region|AccountId|Partition)|undefined|\[object|NaN/g)).toBeNull();
  });

  test('has the values of parameters, and none of a secret', () => {
    expect(text).toContain('secret rl/bank/api/SENTRY_DSN, without a value');
    expect(readBank(OTHER).plan.text).toContain(
      'parameter /stg/bank/api/SENTRY_DSN = https://0a@o1.ingest.sentry.io/2',
    );
  });
});
