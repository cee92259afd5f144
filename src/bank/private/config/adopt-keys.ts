import { boolean, choice, group, list, optional, section, string, stringMap, withDefault } from './key';
import * as patterns from './patterns';

const secretKeys = {
  keyPattern:
    /^(?:API_KEY|AUTH_M2M_CLIENT_ID|AUTH_M2M_CLIENT_SECRET|DB_URI|MAILGUN_API_KEY|SENTRY_DSN|TWILIO_[A-Z0-9_]+)$/,
  allowedKeys:
    'API_KEY, AUTH_M2M_CLIENT_ID, AUTH_M2M_CLIENT_SECRET, DB_URI, MAILGUN_API_KEY, SENTRY_DSN and what begins with TWILIO_',
  exampleKeys: ['DB_URI', 'API_KEY', 'SENTRY_DSN'],
};

const parameterKeys = choice(
  'AUTH_AUDIENCE',
  'AUTH_DOMAIN',
  'CACHE_URI',
  'CORS_ORIGIN_WHITELIST',
  'GRAPHQL_PUBLIC_URL',
  'NODE_ENV',
  'PORT',
  'SENTRY_DSN',
);

/** Existing resources to use instead of new ones. */
export const adopt = section(
  'Existing resources to use instead of new ones. For a hosted zone, set `domain.hostedZoneId`.',
  group({
    repository: withDefault('Whether the ECR repository in `api.image` exists.', boolean(), false),
    logGroupName: optional('The name of the log group of the API.', string(patterns.logGroupName), 'a new one'),
    clusterName: optional('The name of the ECS cluster of the API.', string(patterns.clusterName), 'a new one'),
    apiCertificateArn: optional(
      "The ARN of a certificate for the API's host, in its region.",
      string(patterns.certificateArn),
      'a new one',
    ),
    webappCertificateArn: optional(
      "The ARN of a certificate for the web app's host, in us-east-1.",
      string(patterns.edgeCertificateArn),
      'a new one',
    ),
    merchantPortalCertificateArn: optional(
      "The ARN of a certificate for the portal's host, in us-east-1.",
      string(patterns.edgeCertificateArn),
      'a new one',
    ),
    apiAccessLogBucketName: optional(
      'The name of the bucket for access logs of the load balancer, whose policy lets load balancers write.',
      string(patterns.bucketName),
      'a new one',
    ),
    siteAccessLogBucketName: optional(
      'The name of the bucket for access logs of the sites, with ACLs enabled.',
      string(patterns.bucketName),
      'a new one for each site',
    ),
    secretArns: withDefault(
      'The full ARNs of existing secrets, by key.',
      stringMap(secretKeys, string(patterns.secretArn)),
      {},
    ),
    secretKeyArns: withDefault(
      'The ARNs of the customer managed KMS keys of existing secrets, by key of `secretArns`. The execution role can decrypt with them.',
      stringMap(secretKeys, string(patterns.keyArn)),
      {},
    ),
    parameters: withDefault('The keys of existing parameters.', list(parameterKeys), []),
  }),
);
