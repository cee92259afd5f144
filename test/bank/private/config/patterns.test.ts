import { StringForm } from '../../../../src/bank/private/config/key';
import * as patterns from '../../../../src/bank/private/config/patterns';
import { parseImageUri } from '../../../../src/core/private/formats/image-uri';

type Rule = Omit<StringForm, 'kind'>;
const forms = Object.entries(patterns) as Array<[keyof typeof patterns, Rule]>;

test.each(forms)('the examples of %s are right', (_, { pattern, examples, placeholder }) => {
  expect(examples.filter((example) => !pattern.test(example))).toEqual([]);
  expect(
    (placeholder?.examples ?? []).filter(
      (example) => !pattern.test(example) || !placeholder!.realPattern.test(example),
    ),
  ).toEqual([]);
});

test.each(forms)('%s is one word: what is before and after it is looked at too', (_, { pattern, examples }) => {
  expect(pattern.source.startsWith('^') && pattern.source.endsWith('$')).toBe(true);
  expect([`${examples[0]}\n`, `\n${examples[0]}`, ''].filter((text) => pattern.test(text))).toEqual([]);
});

test.each(forms)('what is no %s is found at once', (_, { pattern, placeholder }) => {
  const before = process.cpuUsage();
  for (const part of [
    'a',
    'a.',
    'a-',
    '/a',
    '1.',
    '-',
    'a@',
    'https://a.',
    'subnet-',
    '111111111111.dkr.ecr.',
    'TWILIO_A',
  ]) {
    pattern.test(`${part.repeat(30_000 / part.length)}!`);
    placeholder?.realPattern.test(`${part.repeat(30_000 / part.length)}!`);
  }
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
});

test.each<[keyof typeof patterns, string[]]>([
  ['prefix', ['-a', 'a-', 'a--b', '1a', 'a_b', 'a'.repeat(42)]],
  [
    'rootDomain',
    [
      'example',
      'Bank.example',
      'https://bank.example',
      '*.bank.example',
      'bank.example.',
      '-a.de',
      'a..de',
      `${'a'.repeat(64)}.de`,
    ],
  ],
  ['subdomain', ['', 'API', '-a', 'a_b', '*']],
  ['hostedZoneId', ['/hostedzone/Z1', 'z1', 'Z', 'X1']],
  ['vpcId', ['vpc-', 'subnet-a', 'VPC-1']],
  [
    'image',
    [
      'rl-bank-api',
      'rl-bank-api:live',
      '111111111111.dkr.ecr.eu-west-1.amazonaws.com/a',
      '111111111111.dkr.ecr.eu-west-1.amazonaws.com/a:sha-1',
    ],
  ],
  ['routePattern', ['api', '/a b', `/${'a'.repeat(128)}`]],
  ['settingsPath', ['/rl/bank', 'rl/bank/', 'rl//bank', 'aws/x', 'SSM', 'a'.repeat(257)]],
  ['bucketName', ['ab', 'Bank', 'a.b.c', '-abc', 'abc-', 'xn--abc', 'abc-s3alias', 'a'.repeat(64)]],
  ['audience', ['', 'a b', 'https://a:b@c']],
  ['clientId', ['short', 's'.repeat(64)]],
  ['sentryDsn', ['http://a@o1.io/2', 'https://a:b@o1.io/2', 'https://o1.io/2', 'https://a@o1.io/x']],
  [
    'edgeWebAcl',
    [
      'arn:aws:wafv2:eu-west-1:111111111111:global/webacl/a/b',
      'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/b',
    ],
  ],
  ['regionalWebAcl', ['arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b']],
  ['edgeCertificateArn', ['arn:aws:acm:eu-west-1:111111111111:certificate/a']],
  ['secretArn', ['arn:aws:secretsmanager:eu-west-1:111111111111:secret:rl/bank/api/DB_URI', 'rl/bank/api/DB_URI']],
  ['email', ['a', 'a@b', 'a@b.de, c@d.de', 'A <a@b.de>']],
  ['slackWorkspace', ['C0123', 't0123']],
  ['slackChannel', ['#alarms', 'T0123']],
  ['webAddress', ['http://a.de', 'https://a', 'https://u:p@a.de', 'https://a.de/b c']],
  ['repository', ['rl-bank', 'a/b/c', '-a/b', 'a/..']],
  ['environment', ['*', ' prd', 'prd ']],
  ['range', ['203.0.113.0', '203.0.113.0/33', '256.0.0.0/8', '::/0']],
  ['address', ['198.51.100', '198.51.100.256', '198.51.100.7/32']],
  ['endpointService', ['s3', 'com.amazonaws.eu-west-1.kms', 'KMS']],
  ['twilioKey', ['twilio_x', 'TWILIO_', 'AUTH_TOKEN', 'AC0123456789']],
])('%s is refused for what it is not', (name, wrong) => {
  expect(wrong.filter((text) => patterns[name].pattern.test(text))).toEqual([]);
});

test.each<[keyof typeof patterns, string[], string[]]>([
  ['rootDomain', ['example.com', 'bank.example.com'], ['bank.example', 'example.com.de', 'myexample.com']],
  ['hostedZoneId', ['Z123456789'], ['Z1234567890']],
  ['vpcId', ['vpc-...', 'vpc-a', 'vpc-0123456789abcdef'], ['vpc-89abcdef', 'vpc-0123456789abcdef0']],
  ['subnetId', ['subnet-a', 'subnet-d'], ['subnet-89abcdef']],
  ['tenant', ['tenant.region.auth0.com'], ['bank.eu.auth0.com']],
  [
    'audience',
    ['https://api.example.com', 'https://example.com/'],
    ['https://api.bank.example', 'https://api.example.community'],
  ],
])('RB19c %s: placeholders are distinguished from real values', (name, placeholders, reals) => {
  const { pattern, placeholder } = patterns[name] as Rule;
  expect(placeholders.filter((text) => !pattern.test(text) || placeholder!.realPattern.test(text))).toEqual([]);
  expect(reals.filter((text) => !pattern.test(text) || !placeholder!.realPattern.test(text))).toEqual([]);
});

test('RB5b an image that is taken can be taken apart', () => {
  patterns.image.examples.forEach((image) => expect(parseImageUri(image)).toBeDefined());
});
