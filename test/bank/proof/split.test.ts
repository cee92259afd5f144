import { Stack } from 'aws-cdk-lib';
import { BankMvp } from '../../../src/bank';
import { dependOn } from '../../../src/core/private/stacks/weak-reference';
import { danglingIn, exportsIn } from '../../support/api';
import {
  ADOPTED,
  bankOf,
  Changes,
  CLOSED,
  ENDPOINTS,
  Found,
  NEW_ZONE,
  placeIn,
  planOf,
  resourcesIn,
  RUNNING,
  stacksOf,
  templatesOf,
  UNWATCHED,
  US_EAST_1,
} from '../../support/bank';

const CLOUDFORMATION_STOPS_AT = 500;

describe.each<[string, Changes]>([
  ['the example', {}],
  ['one that runs, with a new zone', { ...RUNNING, ...NEW_ZONE }],
  ['one in us-east-1, without alarms and roles', { ...US_EAST_1, ...UNWATCHED }],
  ['one with endpoints and all that can be adopted', { ...ENDPOINTS, ...ADOPTED }],
])('RB20 the stacks of a bank, %s', (_, changes) => {
  const bank = bankOf({ ...CLOSED, ...changes });

  test('have room to grow', () => {
    const counts = Object.values(templatesOf(bank)).map((text) => Object.keys(JSON.parse(text).Resources ?? {}).length);

    expect(Math.max(...counts)).toBeLessThan(CLOUDFORMATION_STOPS_AT / 8); // what it is, so that a leap shows
  });

  test('depend on each other in one direction', () => {
    expect(stacksOf(bank).filter((stack) => neededBy(stack).has(stack))).toEqual([]);
  });

  test('RB22 are all in the order of work, each with or after what it needs, and every command names some', () => {
    const commands = commandsOf(bank);

    expect(outOfOrder(bank, commands)).toEqual([]);
    expect(commands.filter((paths) => paths.length === 0)).toEqual([]);
    expect(new Set(commands.flat())).toEqual(new Set(stacksOf(bank).map(({ node }) => node.path)));
  });
});

test('RB22 a stack that comes too early would be seen', () => {
  const bank = bankOf(CLOSED);
  const [images, sites] = ['images', 'sites'].map((id) => bank.node.findChild(id) as Stack);
  dependOn(images, sites);

  expect(outOfOrder(bank, [['Bank/images'], ['Bank/sites']])).toContain('Bank/images needs Bank/sites');
});

describe('RB20 what holds something', () => {
  const KEPT = /^AWS::(?:S3::Bucket|ECR::Repository|SecretsManager::Secret|Logs::LogGroup|Route53::HostedZone)$/;
  const isOfDeployments = ({ Properties }: Found) => Properties?.LogGroupName === '/aws/events/prd-rl-bank-api';
  const bank = bankOf({ ...RUNNING, ...NEW_ZONE });
  const resources = resourcesIn(bank);

  test('stays when its stack goes, and is all that stays', () => {
    const kept = resources.filter((it) => KEPT.test(it.Type) && !isOfDeployments(it));
    const others = resources.filter((it) => !kept.includes(it));

    expect(kept).toHaveLength(16);
    expect(kept.filter((it) => !/^Retain/.test(it.DeletionPolicy!) || it.UpdateReplacePolicy !== 'Retain')).toEqual([]);
    expect(others.filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete')).toEqual([]);
  });

  test('is in other stacks than what is made again, where it is of the API', () => {
    const stacks = (type: string) => [...new Set(resources.filter(({ Type }) => Type === type).map((it) => it.stack))];

    expect(stacks('AWS::ECR::Repository')).toEqual(['images']);
    expect(stacks('AWS::SecretsManager::Secret')).toEqual(['settings']);
    expect(stacks('AWS::Route53::HostedZone')).toEqual(['settings/bank-dns/ZoneStack']);
    expect(stacks('AWS::ElastiCache::ServerlessCache')).toEqual(['cache']);
  });

  test('cannot be terminated by hand', () => {
    expect(stacksOf(bank).filter(({ terminationProtection }) => !terminationProtection)).toEqual([]);
  });

  test('is held by no other stack with an export', () => {
    expect(exportsIn(bank.node.root as any)).toEqual([]);
    expect(danglingIn(bank.node.root as any)).toEqual([]);
  });
});

/** Everything that a stack needs, however far away. */
function neededBy(stack: Stack, found = new Set<Stack>()): Set<Stack> {
  stack.dependencies.filter((it) => !found.has(it)).forEach((it) => neededBy(it, found.add(it)));
  return found;
}

/** The paths of stacks, for each command of the order of work that deploys. */
function commandsOf(bank: BankMvp): string[][] {
  const lines: string[] = planOf(bank).data.order.flatMap((step: { lines: string[] }) => step.lines);
  const commands = lines.filter((line) => line.startsWith('npx cdk deploy'));
  return commands.map((line) => line.split(' ').slice(3).filter(Boolean));
}

/** What a command would deploy that no command up to it names. */
function outOfOrder(bank: BankMvp, commands: string[][]): string[] {
  const stacks = new Map(stacksOf(bank).map((stack) => [stack.node.path, stack]));
  const there = new Set<string>();
  return commands.flatMap((paths) => {
    paths.forEach((path) => there.add(path));
    return paths.flatMap((path) =>
      [...neededBy(stacks.get(path)!)]
        .filter(({ node }) => !there.has(node.path))
        .map((other) => `${path} needs ${bank.node.path}/${placeIn(bank, other)}`),
    );
  });
}
