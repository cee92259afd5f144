import { byDefault, choice, flag, group, list, optional, section, text, texts } from './key';
import * as patterns from './patterns';

const secretKeys = {
  names: /^(?:API_KEY|AUTH_M2M_CLIENT_ID|AUTH_M2M_CLIENT_SECRET|DB_URI|MAILGUN_API_KEY|SENTRY_DSN|TWILIO_[A-Z0-9_]+)$/,
  allowedNames:
    'API_KEY, AUTH_M2M_CLIENT_ID, AUTH_M2M_CLIENT_SECRET, DB_URI, MAILGUN_API_KEY, SENTRY_DSN and what begins with TWILIO_',
  exampleNames: ['DB_URI', 'API_KEY', 'SENTRY_DSN'],
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

/** What is there already: it is used, and not made. */
export const adopt = section(
  'What is there already: it is used, and not made. A hosted zone is adopted by `domain.hostedZoneId`.',
  group({
    repository: byDefault('Whether the repository in `api.image` exists.', flag(), false),
    logGroupName: optional('The log group of the API.', text(patterns.logGroupName), 'one is made'),
    clusterName: optional('The cluster of the API.', text(patterns.clusterName), 'one is made'),
    apiCertificateArn: optional(
      "A certificate with the API's name, in its region.",
      text(patterns.certificateArn),
      'one is made',
    ),
    webappCertificateArn: optional(
      "A certificate with the web app's name, in us-east-1.",
      text(patterns.edgeCertificateArn),
      'one is made',
    ),
    merchantPortalCertificateArn: optional(
      "A certificate with the portal's name, in us-east-1.",
      text(patterns.edgeCertificateArn),
      'one is made',
    ),
    apiAccessLogBucketName: optional(
      'The bucket for access logs of the load balancer, with a policy that lets load balancers write.',
      text(patterns.bucketName),
      'one is made',
    ),
    siteAccessLogBucketName: optional(
      'The bucket for access logs of the sites, with ACLs enabled.',
      text(patterns.bucketName),
      'each site has one of its own',
    ),
    secretArns: byDefault('Secrets by key: their full ARNs.', texts(secretKeys, text(patterns.secretArn)), {}),
    parameters: byDefault("Keys of parameters, whose values are somebody else's.", list(parameterKeys), []),
  }),
);
