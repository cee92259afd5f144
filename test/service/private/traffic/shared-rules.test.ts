import { ruleOf, Share, shareProblems } from '../../../../src/service/private/traffic/shared-rules';
import { saidOf } from '../../../support/problems';

const ruleAt = (priority: number, host = `h${priority}.bank.example`) => ruleOf({ host, paths: [] }, priority);
const shareOf = (first: number, count: number, certificate?: string): Share => ({
  owner: `Web/Api${first}`,
  rules: Array.from({ length: count }, (_, n) => ruleAt(20_000 + first + n)),
  ...(certificate !== undefined && { certificate: { arn: certificate, path: `Web/${certificate}` } }),
});
const said = (shares: Share[], share: Share, further = 0) => saidOf(shareProblems(shares, share, further));

test('100 rules, 25 certificates and 60 services are taken', () => {
  const shares = Array.from({ length: 59 }, (_, n) => shareOf(n, 1, n < 20 ? `C${n}` : undefined));

  expect(said(shares, shareOf(100, 41, 'C20'), 4)).toEqual([]);
});

test.each<[what: string, shares: Share[], share: Share, value: string]>([
  ['rules', [shareOf(0, 100)], shareOf(200, 1), '101 rules'],
  [
    'certificates',
    Array.from({ length: 25 }, (_, n) => shareOf(n, 1, `C${n}`)),
    shareOf(200, 1, 'C'),
    '26 certificates',
  ],
  ['services', Array.from({ length: 60 }, (_, n) => shareOf(n, 1)), shareOf(200, 1), '61 services'],
])('one more of the %s is refused', (_, shares, share, value) => {
  expect(said(shares, share)).toEqual([['api/load-balancer-full', 'loadBalancer', value]]);
});

test('a priority that another rule has is refused, be it stated or by chance', () => {
  const other = {
    owner: 'Web/Other',
    rules: [{ ...ruleAt(20_000, 'x.bank.example'), isStated: false }],
  };
  const byChance = { ...other, owner: 'Web/Api', rules: [{ ...ruleAt(20_000, 'y.bank.example'), isStated: false }] };

  expect(said([other], { ...byChance, rules: [ruleAt(20_000)] })).toEqual([
    ['api/priority-taken', 'rulePriority', 20_000],
  ]);
  expect(said([other], byChance)).toEqual([['api/priority-taken', 'rulePriority', 20_000]]);
});

test('two rules of one service have priorities of their own, too', () => {
  const rules = [ruleAt(20_000, 'x.bank.example'), ruleAt(20_000, 'y.bank.example')];

  expect(said([], { owner: 'Web/Api', rules })).toEqual([['api/priority-taken', 'rulePriority', 20_000]]);
});

test.each([0, 1.5, 19_999, 40_000, NaN])('the priority %s is none of a host', (priority) => {
  expect(said([], { owner: 'Web/Api', rules: [ruleAt(priority)] })).toEqual([
    ['api/priority-outside-band', 'rulePriority', priority],
  ]);
});

test('rules of different bands may match the same requests: the specific wins', () => {
  const wildcard = { owner: 'Web/All', rules: [ruleOf({ host: '*.bank.example', paths: [] })] };

  expect(said([wildcard], { owner: 'Web/Api', rules: [ruleOf({ host: 'a.bank.example', paths: [] })] })).toEqual([]);
});

test('one certificate of two services is refused: the service that is deleted would take it from the other', () => {
  expect(said([shareOf(0, 1, 'C')], shareOf(200, 1, 'C'))).toEqual([
    ['api/certificate-of-another', 'domain.certificate', 'Web/C'],
  ]);
});

describe('a stated priority', () => {
  const at = (owner: string, path: string, rulePriority?: number, host = 'a.bank.example'): Share => ({
    owner,
    rules: [ruleOf({ host, paths: [path] }, rulePriority)],
  });

  test.each<[what: string, before: Share, share: Share]>([
    ['behind a rule that matches all of it', at('Web/A', '/api/*', 5), at('Web/B', '/api/v1/*', 6)],
    ['before a rule of which it matches all', at('Web/B', '/api/v1/*', 6), at('Web/A', '/api/*', 5)],
    ['behind one of the same paths', at('Web/A', '/api/*', 5), at('Web/B', '/api/*', 6)],
  ])('%s is refused', (_, before, share) => {
    expect(said([before], share)).toEqual([['api/rule-never-matches', 'rulePriority', share.rules[0].priority]]);
  });

  test('is refused where the other priority follows from host and paths', () => {
    const other = at('Web/A', '/api/*');
    const { priority } = other.rules[0];

    expect(said([other], at('Web/B', '/api/v1/*', priority + 1))).toEqual([
      ['api/rule-never-matches', 'rulePriority', priority + 1],
    ]);
    expect(said([other], at('Web/B', '/api/v1/*', priority - 1))).toEqual([]);
  });

  test('decides between rules of which each matches what the other does not', () => {
    expect(said([at('Web/A', '/api/*/x', 5)], at('Web/B', '/api/v1/*', 6))).toEqual([]);
  });
});
