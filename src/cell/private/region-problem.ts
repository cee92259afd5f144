import { Problem, problemIf } from '../../core/private/checks/problems';
import { literalOrUndefined } from '../../core/private/checks/values';
import { CLOUDFRONT_PREFIX_LISTS } from '../../core/private/formats/cloudfront-prefix-lists';

/** Region in which an account has two zones. */
const TWO_ZONES = 'us-west-1';

/** The problem of a region with fewer than three zones, or in which no security group can name CloudFront, by its prefix list. */
export function regionProblem(region: string): Problem | undefined {
  const known = Object.keys(CLOUDFRONT_PREFIX_LISTS)
    .filter((it) => it !== TWO_ZONES)
    .sort();
  const literal = literalOrUndefined(region);
  return problemIf(literal !== undefined && !known.includes(literal), {
    code: 'cell/region',
    prop: 'env.region',
    value: literal,
    allowed: `must be a region with three zones whose prefix list of CloudFront is known: ${known.join(', ')}`,
    fix: 'choose one of them',
  });
}
