import { Stack } from 'aws-cdk-lib';
import { BankMvp } from '../../../src/bank';
import { danglingIn, exportsIn } from '../../support/api';
import {
  ADOPTED,
  bankOf,
  Changes,
  CLOSED,
  placeIn,
  planOf,
  resourcesIn,
  RUNNING,
  stacksOf,
  templatesOf,
} from '../../support/bank';

const CLOUDFORMATION_STOPS_AT = 500;

const BANKS: Array<[string, Changes]> = [
  ['the example', {}],
  ['one that runs', RUNNING],
  ['one without alarms and roles', { alarms: undefined, deploy: undefined }],
  ['one with endpoints', { 'network.wayOut': 'endpoints', 'network.natAddresses': undefined }],
  ['one with a new zone', { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true }],
  ['one in us-east-1', { 'api.image': '982233224911.dkr.ecr.us-east-1.amazonaws.com/rl-bank-api:live' }],
  ['one with all that can be adopted', ADOPTED],
];

describe.each(BANKS)('RB20 the stacks of a bank, %s', (_, changes) => {
  const bank = bankOf({ ...CLOSED, ...changes });

  test('have room to grow', () => {
    const counts = Object.values(templatesOf(bank)).map((text) => Object.keys(JSON.parse(text).Resources ?? {}).length);

    expect(Math.max(...counts)).toBeLessThan(450);
    expect(Math.max(...counts)).toBeLessThan(CLOUDFORMATION_STOPS_AT / 10); // what it is, so that a leap shows
  });

  test('depend on each other in one direction', () => {
    expect(stacksOf(bank).filter((stack) => neededBy(stack).has(stack))).toEqual([]);
  });

  test('RB22 are deployed in the order of work, each with or after what it needs', () => {
    expect(outOfOrder(bank)).toEqual([]);
  });

  test('RB22 are all in the order of work, and every command names some', () => {
    const stacks = commandsOf(bank);

    expect(stacks.filter((paths) => paths.length === 0)).toEqual([]);
    expect(new Set(stacks.flat())).toEqual(new Set(stacksOf(bank).map(({ node }) => node.path)));
  });
});

test('RB20 no stack holds on to another by an export', () => {
  const { root } = bankOf(RUNNING).node;

  expect(exportsIn(root as any)).toEqual([]);
  expect(danglingIn(root as any)).toEqual([]);
});

test('RB22 a stack that comes too early would be seen', () => {
  const bank = bankOf(CLOSED);
  const [images, sites] = ['images', 'sites'].map((id) => bank.node.findChild(id) as Stack);
  images.node.addDependency(sites);

  expect(outOfOrder(bank)).toContain('Bank/images needs Bank/sites');
});

describe('RB20 what holds something', () => {
  const KEPT = /^AWS::(?:S3::Bucket|ECR::Repository|SecretsManager::Secret|Logs::LogGroup|Route53::HostedZone)$/;
  const bank = bankOf({ ...RUNNING, 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true });
  const resources = resourcesIn(bank);

  test('stays when its stack goes', () => {
    const kept = resources.filter(({ Type }) => KEPT.test(Type));
    const policies = kept.map((it) => [it.stack, it.id, it.DeletionPolicy, it.UpdateReplacePolicy]);

    expect(kept).toHaveLength(16);
    expect(policies.filter(([, , deletion, replace]) => !/^Retain/.test(deletion!) || replace !== 'Retain')).toEqual(
      [],
    );
  });

  test('is all that stays', () => {
    const kept = resources.filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete');

    expect(kept.filter(({ Type }) => !KEPT.test(Type))).toEqual([]);
  });

  test('is in other stacks than what is made again, where it is of the API', () => {
    const stacks = (type: string) => resources.filter(({ Type }) => Type === type).map(({ stack }) => stack);

    expect(new Set(stacks('AWS::ECR::Repository'))).toEqual(new Set(['images']));
    expect(new Set(stacks('AWS::SecretsManager::Secret'))).toEqual(new Set(['settings']));
    expect(new Set(stacks('AWS::Route53::HostedZone'))).toEqual(new Set(['settings/bank-dns/ZoneStack']));
    expect(new Set(stacks('AWS::ElastiCache::ServerlessCache'))).toEqual(new Set(['cache']));
  });

  test('cannot be terminated by hand', () => {
    expect(stacksOf(bank).filter(({ terminationProtection }) => !terminationProtection)).toEqual([]);
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
function outOfOrder(bank: BankMvp): string[] {
  const stacks = new Map(stacksOf(bank).map((stack) => [stack.node.path, stack]));
  const there = new Set<string>();
  return commandsOf(bank).flatMap((paths) => {
    paths.forEach((path) => there.add(path));
    return paths.flatMap((path) =>
      [...neededBy(stacks.get(path)!)]
        .filter(({ node }) => !there.has(node.path))
        .map((other) => `${path} needs ${bank.node.path}/${placeIn(bank, other)}`),
    );
  });
}
