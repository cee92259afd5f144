import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Services with both a policy for their endpoints and an account behind each request. EC2 refuses a policy for others:
 * "only supports the full-access endpoint policy". STS takes one, but a login by web identity has no account.
 */
const WITH_POLICY = [
  'dynamodb',
  'ecr.api',
  'ecr.dkr',
  'events',
  'kinesis-firehose',
  'kinesis-streams',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'states',
];

/**
 * Policy of an endpoint: principals of these accounts reach resources of these accounts. AWS's own policies for data
 * perimeters have this form, with an organization in place of accounts.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
 */
export function endpointPolicy(stack: Stack, service: string, furtherAccounts: string[]): PolicyDocument | undefined {
  const accounts = [stack.account, ...furtherAccounts];
  const ours = new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalAccount': accounts, 'aws:ResourceAccount': accounts } },
  });
  const statements = service === 's3' ? [ours, imageLayers(stack)] : [ours];
  return WITH_POLICY.includes(service) ? new PolicyDocument({ statements }) : undefined;
}

/**
 * Reading image layers from the bucket of ECR, by URLs that an account of ECR has signed.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
function imageLayers({ partition, region }: Stack): PolicyStatement {
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`],
  });
}
