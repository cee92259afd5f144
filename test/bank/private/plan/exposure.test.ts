import { ENDPOINTS, OTHER, readBank } from '../../../support/bank';

const linesOf = (text: string) => text.split('\nWhat is open\n')[1].split('\n\n')[0].split('\n');
const example = linesOf(readBank().plan.text);
const other = linesOf(readBank(OTHER).plan.text);

test('RB11 the plan says of each name whether a web ACL filters its requests', () => {
  expect(example.slice(0, 3)).toEqual([
    '  https://api.bank.example: no web ACL: nothing filters requests; api.webAclArn is the ARN of one',
    '  https://app.bank.example: no web ACL: nothing filters requests; webapp.webAclArn is the ARN of one',
    '  https://merchant.bank.example: no web ACL: nothing filters requests; merchantPortal.webAclArn is the ARN of one',
  ]);
  expect(other.slice(0, 3)).toEqual([
    `  https://api.stg.example: the web ACL ${OTHER['api.webAclArn']} filters requests`,
    `  https://app.stg.example: the web ACL ${OTHER['webapp.webAclArn']} filters requests`,
    expect.stringContaining('https://shop.stg.example: no web ACL'),
  ]);
});

test('RB7 the plan warns of a database port that is open to every address', () => {
  const ranges = { 'database.addressRanges': ['203.0.113.0/24', '198.51.100.7/32'] };

  expect(example).toContain(
    '  WARNING: tasks reach every address (0.0.0.0/0) on port 27017: write the CIDR ranges of the database as database.addressRanges',
  );
  expect(linesOf(readBank(ranges).plan.text)).toContain('  tasks reach 203.0.113.0/24, 198.51.100.7/32 on port 27017');
  expect(linesOf(readBank({ 'database.ports': undefined }).plan.text).filter((line) => /WARNING/.test(line))).toEqual(
    [],
  );
});

test('RB23 the plan says what private DNS of VPC endpoints does to other clients in the VPC', () => {
  const { text, data } = readBank(ENDPOINTS).plan;

  expect(linesOf(text).join('\n')).toContain('counts for the whole VPC vpc-0a1b2c3d4e5f60718');
  expect(data.exposure.endpoints).toEqual(['ecr.api', 'ecr.dkr', 'logs', 's3', 'secretsmanager', 'ssm']);
  expect(text).toContain('refuses all clients but the tasks: write their ranges as network.endpointClientRanges');
  expect(text).toContain('of 982233224911 alone');
  expect(example.join('\n')).not.toContain('private DNS');
});

test('RB23 network.endpointClientRanges and endpointAccounts open the new endpoints, RB24 endpointSecurityGroupId uses existing ones', () => {
  const wide = { 'network.endpointClientRanges': ['10.0.0.0/16'], 'network.endpointAccounts': ['222222222222'] };
  const open = readBank({ ...ENDPOINTS, ...wide });
  const existing = readBank({ ...ENDPOINTS, 'network.endpointSecurityGroupId': 'sg-0123456789abcdef0' });

  expect(open.plan.text).toContain('refuses all clients but the tasks and 10.0.0.0/16\n');
  expect(open.plan.text).toContain('of 982233224911, 222222222222 alone\n');
  expect(open.templates.cache).toMatch(/10\.0\.0\.0\/16/);
  expect(open.templates.cache).toMatch(/222222222222/);
  expect(existing.of('AWS::EC2::VPCEndpoint')).toEqual([]);
  expect(existing.templates.api).toContain('sg-0123456789abcdef0');
  expect(existing.plan.text).toContain('sg-0123456789abcdef0 of existing VPC endpoints is opened to the tasks');
  expect(existing.plan.text).toContain('none: with endpoints the tasks reach AWS alone');
});
