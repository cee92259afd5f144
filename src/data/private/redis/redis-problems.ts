import { Duration, Token } from 'aws-cdk-lib';
import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { nodeTypeProblem } from './node-type';
import { DURATION, KEY, VPC } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entryProblems } from '../../../core/private/checks/required-props';
import { numberOfZones } from '../../../core/private/checks/subnets';
import { entriesOf, instance, NUMBER, OPTIONS, TEXT, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type { RedisEngine } from '../../redis-engine';
import type { RedisReplicationGroupProps } from '../../redis-replication-group';

/** Types of the props. */
export const REDIS_TYPES: Record<keyof RedisReplicationGroupProps, Type> = {
  vpc: VPC,
  subnets: OPTIONS,
  engine: instance('a RedisEngine, such as `RedisEngine.VALKEY_8_0`', 'engineName'),
  nodeType: TEXT,
  replicas: NUMBER,
  parameters: OPTIONS,
  encryptionKey: KEY,
  snapshotRetention: DURATION,
  snapshotName: TEXT,
  removalPolicy: TEXT,
};

/** Props that ElastiCache refuses minutes into the deployment, or with which a queue loses jobs. */
export function redisProblems(props: RedisReplicationGroupProps): Array<Problem | undefined> {
  const { replicas, snapshotName, removalPolicy } = props;
  return [
    versionProblem(props.engine),
    nodeTypeProblem(props.nodeType),
    problemIf(replicas !== undefined && !isWhole(replicas, 0, 5), {
      code: 'redis/not-a-number-of-replicas',
      prop: 'replicas',
      value: Token.isUnresolved(replicas) ? 'a token' : replicas, // it decides which nodes are watched
      allowed: 'must be a whole number from 0 to 5',
      fix: 'choose 1, or 0 for development',
    }),
    ...parameterProblems(props.parameters),
    retentionProblem(props.snapshotRetention),
    problemIf(snapshotName !== undefined && !/^[A-Za-z](-?[A-Za-z0-9])*$/.test(snapshotName), {
      code: 'redis/not-a-snapshot-name',
      prop: 'snapshotName',
      value: snapshotName,
      allowed: 'must be the name of a snapshot: letters, digits and single hyphens, with a letter first',
      fix: 'write the name as `aws elasticache describe-snapshots` shows it',
    }),
    problemIf(removalPolicy?.startsWith('retain') ?? false, {
      code: 'redis/nodes-cannot-be-retained',
      prop: 'removalPolicy',
      value: removalPolicy,
      allowed:
        'must be SNAPSHOT or DESTROY: nodes that stay keep their security group and subnets from being deleted, and the deletion of the stack fails',
      fix: 'leave it out: the final snapshot has all of the data',
    }),
  ];
}

function versionProblem(engine: RedisEngine | undefined): Problem | undefined {
  return problemIf(engine !== undefined && !/^([7-9]|[1-9]\d)\.\d+$/.test(engine.version), {
    code: 'redis/not-a-version',
    prop: 'engine',
    value: engine?.version,
    allowed: 'must have a version of two numbers, 7.0 at least',
    fix: "write it like `RedisEngine.valkey('8.1')`",
  });
}

/** Queue libraries run scripts over keys of several slots, and lose jobs that are evicted. */
function parameterProblems(parameters: Record<string, string> | undefined): Array<Problem | undefined> {
  const fixed: Record<string, string> = { 'cluster-enabled': 'no', 'maxmemory-policy': 'noeviction' };
  return [
    ...entryProblems('parameters', parameters, TEXT),
    ...entriesOf(parameters).map(([name]) =>
      problemIf(!/^[a-z][a-z0-9-]*$/.test(name), {
        code: 'redis/not-a-parameter',
        prop: 'parameters',
        value: name,
        allowed: 'must have names of parameters: lower-case letters, digits and hyphens',
        fix: 'write the name as the engine does, such as "notify-keyspace-events"',
      }),
    ),
    ...entriesOf(parameters).map(([name, value]) =>
      problemIf(Object.hasOwn(fixed, name) && value !== fixed[name], {
        code: 'redis/not-for-queues',
        prop: `parameters.${name}`,
        value,
        allowed: `must be ${fixed[name]}: a queue in cluster mode breaks the scripts of its library, and one that evicts loses jobs`,
        fix: 'leave it out, or take a `ValkeyCache` for data that can be computed again',
      }),
    ),
  ];
}

function retentionProblem(retention: Duration | undefined): Problem | undefined {
  if (retention === undefined || retention.isUnresolved()) {
    return undefined;
  }
  const days = retention.toDays({ integral: false });
  return problemIf(!isWhole(days, 0, 35), {
    code: 'redis/not-a-snapshot-retention',
    prop: 'snapshotRetention',
    value: `${days} days`,
    allowed: 'must be 0 to 35 whole days',
    fix: 'choose such a time, or leave it out for 7 days',
  });
}

/** A replica in the zone of its primary falls with it, and ElastiCache refuses Multi-AZ. */
export function subnetProblems(
  selected: SelectedSubnets,
  props: RedisReplicationGroupProps,
): Array<Problem | undefined> {
  const { subnetIds } = selected;
  if (Token.isUnresolved(subnetIds)) {
    return [];
  }
  const zones = numberOfZones(selected);
  const needed = (props.replicas ?? 1) > 0 ? 2 : 1;
  return [
    problemIf(Math.min(subnetIds.length, zones) < needed, {
      code: 'redis/too-few-zones',
      prop: 'subnets',
      value: `${subnetIds.length} subnets in ${zones} Availability Zones`,
      allowed: `must be in ${needed} Availability Zones at least, so that a replica survives the zone of the primary`,
      fix: "select subnets of two zones, or set 'replicas' to 0 for development",
    }),
  ];
}
