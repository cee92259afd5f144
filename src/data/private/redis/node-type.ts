import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';

const BURSTABLE = ['small', 'medium'];
const LARGE = ['large', 'xlarge', '2xlarge', '4xlarge'];
const INTEL = [...LARGE, '12xlarge', '24xlarge'];
const GRAVITON = [...LARGE, '8xlarge', '12xlarge', '16xlarge'];

/** Sizes that a queue can have, by family: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
const SIZES: Record<string, string[]> = {
  t3: BURSTABLE,
  t4g: BURSTABLE,
  m5: INTEL,
  r5: INTEL,
  m6g: GRAVITON,
  m7g: GRAVITON,
  r6g: GRAVITON,
  r7g: GRAVITON,
  c7gn: GRAVITON,
};

/** Node types that ElastiCache does not have, and those too small for data that is never evicted. */
export function nodeTypeProblem(nodeType: string | undefined): Problem | undefined {
  if (nodeType === undefined || Token.isUnresolved(nodeType)) {
    return undefined;
  }
  const [, family, size] = /^cache\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(nodeType) ?? [];
  const about = { prop: 'nodeType', value: nodeType };
  return (
    problemIf(size === 'micro', {
      ...about,
      code: 'redis/node-too-small',
      allowed:
        'must be small at least: half a gibibyte is soon full, and a queue that evicts nothing refuses writes then',
      fix: 'choose "cache.t4g.small"',
    }) ??
    problemIf(!Object.hasOwn(SIZES, family) || !SIZES[family].includes(size), {
      ...about,
      code: 'redis/not-a-node-type',
      allowed: `must be a node type of the families ${Object.keys(SIZES).join(', ')}, in a size that the family has`,
      fix: 'write it like "cache.m7g.large"',
    })
  );
}
