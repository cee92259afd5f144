import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Control, deny, listed, otherThan } from './deny';
import { AllowedRegionsOptions } from '../../allowed-regions-options';

/** Services and calls without a region of their own: their requests say us-east-1, or whatever region the client has. */
const GLOBAL = [
  'account:*',
  'artifact:*',
  'aws-marketplace:*',
  'bcm-data-exports:*',
  'billing:*',
  'budgets:*',
  'ce:*',
  'chatbot:*',
  'cloudfront:*',
  'cloudfront-keyvaluestore:*',
  'consolidatedbilling:*',
  'cur:*',
  'ec2:DescribeRegions',
  'ecr-public:*',
  'freetier:*',
  'globalaccelerator:*',
  'health:*',
  'iam:*',
  'invoicing:*',
  'networkmanager:*',
  'notifications:*',
  'organizations:*',
  'payments:*',
  'pricing:*',
  'route53:*',
  'route53domains:*',
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketLocation',
  's3:ListAllMyBuckets',
  's3:PutAccountPublicAccessBlock',
  'savingsplans:*',
  'servicequotas:*',
  'shield:*',
  'sts:*',
  'support:*',
  'supportapp:*',
  'supportplans:*',
  'tax:*',
  'trustedadvisor:*',
];

/** What stacks beside CloudFront need in us-east-1: certificates, web ACLs and their logs, alarms, topics and their keys, and CloudFormation. */
const BESIDE_CLOUDFRONT = [
  'acm:*',
  'cloudformation:*',
  'cloudwatch:*',
  'kms:*',
  'logs:*',
  's3:*',
  'sns:*',
  'ssm:*',
  'tag:*',
  'wafv2:*',
];

/** The buckets that the CDK uploads templates and assets to. */
const ASSET_BUCKETS = 'arn:aws:s3:::cdk-*-assets-*-us-east-1';

const EDGE = 'us-east-1';

const serviceOf = (pattern: string) => pattern.split(':')[0];

/** Nothing happens in other regions, but for what has no region and what CloudFront reads from us-east-1. */
export function allowedRegions(regions: string[], { maintainerRoleArns = [] }: AllowedRegionsOptions): Control {
  const isEdgeAllowed = regions.includes(EDGE);
  const exempted = otherThan(maintainerRoleArns);
  const outside = (allowed: string[]) => ({ StringNotEquals: { 'aws:RequestedRegion': allowed }, ...exempted });
  const isWhole = (action: string) => isEdgeAllowed || !action.startsWith('s3:');
  return {
    description: [
      `No principal, root user included, works outside ${listed(regions)}, but for services without a region`,
      isEdgeAllowed
        ? ''
        : ` and, in us-east-1, what stacks beside CloudFront have (${listed(BESIDE_CLOUDFRONT.map(serviceOf))})`,
      maintainerRoleArns.length > 0 ? `; ${listed(maintainerRoleArns, 'or')} may` : '',
      '.',
    ].join(''),
    statements: [
      new PolicyStatement({
        sid: 'AllowedRegions',
        effect: Effect.DENY,
        notActions: [...GLOBAL.filter(isWhole), ...(isEdgeAllowed ? [] : BESIDE_CLOUDFRONT)],
        resources: ['*'],
        conditions: outside(regions),
      }),
      // The endpoint in us-east-1 creates buckets in every region.
      deny('AllowedRegionsOfBuckets', ['s3:CreateBucket'], {
        conditions: {
          StringNotEquals: { 's3:LocationConstraint': regions },
          Null: { 's3:LocationConstraint': 'false' },
          ...exempted,
        },
      }),
      ...(isEdgeAllowed
        ? []
        : [
            deny('AllowedRegionsBesideCloudFront', BESIDE_CLOUDFRONT, { conditions: outside([...regions, EDGE]) }),
            // A bucket in us-east-1 would hold data outside the regions; those of the CDK hold templates and assets.
            deny('AllowedRegionsOfData', ['s3:CreateBucket'], {
              notResources: [ASSET_BUCKETS],
              conditions: outside(regions),
            }),
          ]),
    ],
  };
}
