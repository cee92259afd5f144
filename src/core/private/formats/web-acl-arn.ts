import { TEXT, Type } from '../checks/types';

const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';

/** ARNs of web ACLs of scope CLOUDFRONT, for distributions: all are in us-east-1. */
export const GLOBAL_WEB_ACL_ARN = webAclArn('us-east-1', 'global');

/** ARNs of web ACLs of scope REGIONAL, for load balancers. */
export const REGIONAL_WEB_ACL_ARN = webAclArn(REGION, 'regional');

/** A prop that takes such an ARN. */
export const WEB_ACL_ARN: Type = { ...TEXT, noun: 'a string, such as `firewall.webAclArn`' };

function webAclArn(region: string, scope: string): RegExp {
  return new RegExp(`^arn:aws[\\w-]*:wafv2:${region}:\\d{12}:${scope}/webacl/[\\w-]+/[\\w-]+$`);
}
