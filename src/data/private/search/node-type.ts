import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';

const GRAVITON = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge'];
const WITH_MEDIUM = ['medium', ...GRAVITON];

/** Node types whose data is on volumes, by family: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html */
const SIZES: Record<string, string[]> = {
  t3: ['small', 'medium'],
  c6g: GRAVITON,
  c7g: GRAVITON,
  m6g: GRAVITON,
  m7g: WITH_MEDIUM,
  r6g: GRAVITON,
  r7g: WITH_MEDIUM,
};

/** Whether a node is of a burstable type, which AWS keeps from production: it has credits, not a CPU. */
export function isBurstable(nodeType: string): boolean {
  return nodeType.startsWith('t3.');
}

/** Node types that OpenSearch Service does not have, and those without volumes. */
export function nodeTypeProblem(
  prop: 'dataNodeType' | 'dedicatedMasterType',
  nodeType: string | undefined,
): Problem | undefined {
  if (nodeType === undefined) {
    return undefined;
  }
  const [, family, size] = /^([a-z0-9]+)\.([a-z0-9]+)\.search$/.exec(nodeType) ?? [];
  return problemIf(!Object.hasOwn(SIZES, family) || !SIZES[family].includes(size), {
    code: 'search/not-a-node-type',
    prop,
    value: Token.isUnresolved(nodeType) ? 'a token' : nodeType, // what else is allowed depends on it
    allowed: `must be a node type of the families ${Object.keys(SIZES).join(', ')}, in a size that the family has`,
    fix: 'write it like "r7g.large.search"',
  });
}

/** Largest gp3 volume of a node, in gibibytes. */
export function largestVolume(nodeType: string): number {
  const ofBurstable: Record<string, number> = { 't3.small.search': 100, 't3.medium.search': 200 };
  return ofBurstable[nodeType] ?? 24_576;
}
