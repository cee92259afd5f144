import { CLOUDFRONT_PREFIX_LISTS } from '../../../core/private/formats/cloudfront-prefix-lists';
import { ApiExposure } from '../../api-exposure';

/** Name of the managed prefix list with the addresses from which CloudFront calls origins. */
export const CLOUDFRONT_PREFIX_LIST = 'com.amazonaws.global.cloudfront.origin-facing';

/** The id that the exposure states, or that is known for the region. */
export function prefixListOf({ prefixListId }: ApiExposure, region: string): string | undefined {
  return prefixListId ?? CLOUDFRONT_PREFIX_LISTS[region];
}
