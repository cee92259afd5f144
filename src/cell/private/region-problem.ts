import { Problem, problemIf } from '../../core/private/checks/problems';
import { literalOrUndefined } from '../../core/private/checks/values';
import { CLOUDFRONT_PREFIX_LISTS } from '../../core/private/formats/cloudfront-prefix-lists';

/** The problem of a region in which no security group can name CloudFront: its id of the prefix list is not known. */
export function regionProblem(region: string): Problem | undefined {
  const known = Object.keys(CLOUDFRONT_PREFIX_LISTS).sort();
  const literal = literalOrUndefined(region);
  return problemIf(literal !== undefined && !known.includes(literal), {
    code: 'cell/region',
    prop: 'env.region',
    value: literal,
    allowed: `must be a region whose prefix list of CloudFront is known: ${known.join(', ')}`,
    fix: 'choose one of them',
  });
}
