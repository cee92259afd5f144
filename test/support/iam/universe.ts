import { decoysOf } from './decoys';
import { listOf, PolicyDocument, rolesIn, statementsOf } from './policies';
import { ResourcePolicies, resourcePoliciesOf } from './resource-policies';
import { World } from './world';

/** Something that can be asked for. */
export interface Target {
  readonly arn: string;
  /** Whose it is: ARNs of buckets do not say. */
  readonly account: string;
  /** Why it is there, for messages. */
  readonly why: string;
  /** What the resource itself says of who may use it. */
  readonly resourcePolicy?: PolicyDocument;
}

/** Everything that a principal is tried on. */
export type Universe = Target[];

export interface UniverseOptions {
  /** More ARNs, such as those that a case file names. ARNs with wildcards are left out. */
  readonly arns?: string[];
}

/** What the app makes, what its policies speak of, what else is given; and decoys of each. */
export function universeOf(world: World, options: UniverseOptions = {}): Universe {
  const account = world.resources[0]?.account ?? '111111111111';
  const policies = resourcePoliciesOf(world);
  const owners = new Map(world.resources.flatMap((it) => (it.arn ? [[it.arn, it.account] as const] : [])));
  const targets = new Map<string, Target>();
  const add = (arn: string, why: string) => {
    if (arn.includes('*') || targets.has(arn)) return;
    const owner = arn.split(':')[4] || owners.get(bucketOf(arn)) || account;
    targets.set(arn, { arn, why, account: owner, resourcePolicy: policyOf(arn, policies) });
  };

  for (const arn of owners.keys()) add(arn, 'made by the app');
  for (const arn of options.arns ?? []) add(arn, 'given');
  for (const arn of spokenOf(world)) add(arn, 'spoken of by a policy');
  for (const { arn } of [...targets.values()]) decoysOf(arn).forEach((decoy) => add(decoy.arn, decoy.why));
  for (const { arn, why } of [...targets.values()]) childrenOf(arn).forEach((child) => add(child, `in it: ${why}`));
  return [...targets.values()];
}

/** Wildcards of policies filled in: what an app makes is seldom all that its policies match. */
function spokenOf(world: World): string[] {
  const identity = rolesIn(world).flatMap((role) => statementsOf([...role.identity, ...(role.boundary ?? [])]));
  const resource = [...resourcePoliciesOf(world).values()].flatMap((policy) => listOf(policy.Statement));
  const patterns = [...identity, ...resource].flatMap((it) => [...listOf(it.Resource), ...listOf(it.NotResource)]);
  return patterns.filter((pattern) => pattern.startsWith('arn:') && !pattern.includes('${')).map(exampleOf);
}

/** An ARN that a pattern matches. */
export function exampleOf(pattern: string): string {
  const arn = pattern.replace(/^(arn:[^:]*:logs:.*:log-group:[^*]*):\*$/, '$1:log-stream:sample');
  const [prefix, partition, service, region, account, ...rest] = arn.split(':');
  const fill = (text: string, star: string) => text.replace(/\*/g, star).replace(/\?/g, 'x');
  return [
    prefix,
    fill(partition, 'aws'),
    fill(service, 's3'),
    fill(region, 'us-east-1'),
    fill(account, '111111111111'),
    fill(rest.join(':'), 'sample'),
  ].join(':');
}

/** Objects in buckets and streams in log groups: no template has them. */
function childrenOf(arn: string): string[] {
  if (/^arn:[^:]*:s3:::[^/]+$/.test(arn)) {
    return ['sample', 'index.html', '_releases/r/.complete', '0'].map((key) => `${arn}/${key}`);
  }
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+$/.test(arn) ? [`${arn}:log-stream:sample`] : [];
}

function policyOf(arn: string, policies: ResourcePolicies): PolicyDocument | undefined {
  return policies.get(arn) ?? policies.get(bucketOf(arn));
}

/** The bucket of an object; other ARNs as they are. */
function bucketOf(arn: string): string {
  return arn.replace(/^(arn:[^:]*:s3:::[^/]+)\/.*$/, '$1');
}
