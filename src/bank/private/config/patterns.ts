import { StringForm } from './key';
import { BUCKET_NAME } from '../../../core/private/formats/bucket-name';
import { GITHUB_ENVIRONMENT, GITHUB_REPOSITORY } from '../../../core/private/formats/git-hub-names';
import { IMAGE } from '../../../core/private/formats/image-uri';
import { GLOBAL_WEB_ACL_ARN, REGIONAL_WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';

type Rule = Omit<StringForm, 'kind'>;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = `(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?`;
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';

/** Domains other than the placeholder `example.com` and its subdomains. */
const NOT_EXAMPLE = '(?!(?:[a-z0-9.-]+\\.)?example\\.com$)';

export const prefix: Rule = {
  pattern: /^(?=.{1,41}$)[A-Za-z](?:-?[A-Za-z0-9])*$/,
  allowed: 'must be 1 to 41 letters and digits, with single hyphens between and a letter first',
  examples: ['prd-rl-bank', 'stg'],
};

export const rootDomain: Rule = {
  pattern: new RegExp(`^(?=.{3,190}$)${DOMAIN}$`),
  allowed: 'must be a domain name in lowercase, without scheme, path and wildcard',
  examples: ['bank.example', 'rl-bank.co.uk'],
  placeholder: {
    realPattern: new RegExp(`^${NOT_EXAMPLE}`),
    allowed: 'cannot be a placeholder',
    fix: 'replace it with the domain of the bank',
    examples: ['bank.example'],
  },
};

export const subdomain: Rule = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL}){0,3}$`),
  allowed: 'must be the part before the root domain, in lowercase letters, digits and hyphens',
  examples: ['api', 'app', 'merchant', 'api.v2'],
};

export const hostedZoneId: Rule = {
  pattern: /^Z[A-Z0-9]{1,31}$/,
  allowed: 'must be a Z and up to 31 uppercase letters and digits, without "/hostedzone/"',
  examples: ['Z0123456789ABCDEFGHIJ', 'Z1A'],
  placeholder: {
    realPattern: /^(?!Z123456789$)/,
    allowed: 'cannot be a placeholder',
    fix: 'replace it with the id of the zone, or remove the key for a new zone',
    examples: ['Z0123456789ABCDEFGHIJ'],
  },
};

export const vpcId = awsId('vpc', 'the id of the VPC');
export const subnetId = awsId('subnet', 'the id of the subnet');
export const routeTableId = awsId('rtb', 'the id of the route table');

export const image: Rule = {
  pattern: new RegExp(IMAGE.source.replace(/\?<\w+>/g, '?:').replace(/^\^/, '^(?!.*:sha-)')),
  allowed: 'must be the full URI of an image in ECR, with a tag that is no commit ("sha-…"), or a digest',
  examples: [
    '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
    `111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/api@sha256:${'0a'.repeat(32)}`,
  ],
};

export const urlPath: Rule = {
  pattern: /^\/[^\s#]{0,1023}$/,
  allowed: 'must begin with a slash, without spaces and #, and have 1024 characters at most',
  examples: ['/health', '/'],
};

export const uptimePath: Rule = {
  pattern: /^\/[^\s#]{0,254}$/,
  allowed: 'must begin with a slash, without spaces and #, and have 255 characters at most, which Route 53 takes',
  examples: ['/api/health', '/api/graphql?query=%7B__typename%7D'],
};

export const routePattern: Rule = {
  pattern: /^\/[\w.$/~"'@:+&*?-]{0,127}$/,
  allowed: 'must begin with a slash and have 128 characters at most, with * for any and ? for one character',
  examples: ['/api/*', '/api', '/api/graphql'],
};

export const twilioKey: Rule = {
  pattern: /^TWILIO_[A-Z0-9_]+$/,
  allowed: 'must be the name of a key, in uppercase after "TWILIO_", and never its value',
  examples: ['TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID'],
};

export const settingsPath: Rule = {
  pattern: /^(?!(?:[aA][wW][sS]|[sS][sS][mM]))(?=.{1,256}$)[\w.-]+(?:\/[\w.-]+){0,12}$/,
  allowed: 'must be words with single slashes between, and not begin with "aws" or "ssm"',
  examples: ['rl/bank/api', 'rl/bank-2/api'],
};

export const bucketName: Rule = {
  pattern: BUCKET_NAME,
  allowed:
    'S3 takes 3 to 63 small letters, digits and hyphens, with no hyphen at the ends and no reserved prefix or suffix',
  examples: ['prd-rl-bank-webapp', 'abc'],
};

export const tenant: Rule = {
  pattern: new RegExp(`^(?=.{3,253}$)${DOMAIN}$`),
  allowed: 'must be the domain of the tenant, without scheme and path',
  examples: ['rl-bank.eu.auth0.com', 'login.bank.example'],
  placeholder: {
    realPattern: /^(?!tenant\.region\.auth0\.com$)/,
    allowed: 'cannot be a placeholder',
    fix: 'replace it with the domain of the tenant',
    examples: ['rl-bank.eu.auth0.com'],
  },
};

export const audience: Rule = {
  pattern: /^[^\s@{}]{1,600}$/,
  allowed: 'must be the identifier of the API at Auth0, such as its URL, without spaces and @',
  examples: ['https://api.bank.example', 'urn:rl-bank-api'],
  placeholder: {
    realPattern: /^(?!https?:\/\/(?:[a-z0-9.-]+\.)?example\.com(?:\/|$))/,
    allowed: 'cannot be a placeholder',
    fix: 'replace it with the identifier of the API, usually "https://" and its host',
    examples: ['https://api.bank.example'],
  },
};

export const clientId: Rule = {
  pattern: /^[A-Za-z0-9]{20,40}$/,
  allowed: 'must be the client id of the app at Auth0, 20 to 40 letters and digits, and never its secret',
  examples: ['AbCdEfGhIjKlMnOpQrStUvWxYz012345'],
};

export const sentryDsn: Rule = {
  pattern: new RegExp(`^https://\\w{1,64}@${DOMAIN}(?:/[\\w-]+)*/\\d+$`),
  allowed: 'must be a DSN with its public key only',
  holdsPublicKey: true,
  examples: ['https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2'],
};

export const environmentName: Rule = {
  pattern: /^[A-Za-z0-9][\w.-]{0,63}$/,
  allowed: 'must be 1 to 64 letters, digits and . _ -',
  examples: ['production', 'prd'],
};

export const edgeWebAcl: Rule = {
  pattern: GLOBAL_WEB_ACL_ARN,
  allowed: 'CloudFront takes web ACLs of scope CLOUDFRONT, which lie in us-east-1',
  examples: ['arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/0a1b2c3d'],
};

export const regionalWebAcl: Rule = {
  pattern: REGIONAL_WEB_ACL_ARN,
  allowed: 'must be a web ACL ARN: load balancers take those of scope REGIONAL',
  examples: ['arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/api/0a1b2c3d'],
};

export const certificateArn: Rule = {
  pattern: new RegExp(`^arn:aws[\\w-]*:acm:${REGION}:\\d{12}:certificate/[\\w-]+$`),
  allowed: 'must be the ARN of a certificate in ACM',
  examples: ['arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b2c3d'],
};

export const edgeCertificateArn: Rule = {
  pattern: /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  allowed: 'CloudFront takes certificates of us-east-1 only',
  examples: ['arn:aws:acm:us-east-1:111111111111:certificate/0a1b2c3d'],
};

export const secretArn: Rule = {
  pattern: new RegExp(`^arn:aws[\\w-]*:secretsmanager:${REGION}:\\d{12}:secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}$`),
  allowed: 'must be the full ARN of a secret, with the six characters that Secrets Manager appends to its name',
  examples: ['arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf'],
};

export const keyArn: Rule = {
  pattern: new RegExp(`^arn:aws[\\w-]*:kms:${REGION}:\\d{12}:key/[\\w-]+$`),
  allowed: 'must be the ARN of a KMS key, not of an alias',
  examples: ['arn:aws:kms:ap-southeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef'],
};

export const roleArn: Rule = {
  pattern: /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  allowed: 'must be the ARN of an IAM role, without wildcards',
  examples: ['arn:aws:iam::111111111111:role/publish'],
};

export const topicArn: Rule = {
  pattern: new RegExp(`^arn:aws[\\w-]*:sns:${REGION}:\\d{12}:[\\w-]{1,256}$`),
  allowed: 'must be the ARN of an SNS topic',
  examples: ['arn:aws:sns:ap-southeast-1:111111111111:on-call', 'arn:aws:sns:us-east-1:111111111111:on-call'],
};

export const email: Rule = {
  pattern: new RegExp(`^[\\w.+-]{1,64}@${DOMAIN}$`),
  allowed: 'must be one email address',
  examples: ['on-call@bank.example'],
};

export const slackWorkspace: Rule = slackId('T', 'a workspace');
export const slackChannel: Rule = slackId('[CG]', 'a channel');

export const webAddress: Rule = {
  pattern: new RegExp(`^https://${DOMAIN}(?::\\d{1,5})?(?:/[^\\s@]*)?$`),
  allowed: 'must be a URL that begins with "https://", without credentials',
  examples: ['https://wiki.bank.example/runbook'],
};

export const repository: Rule = {
  pattern: GITHUB_REPOSITORY,
  allowed: 'must be the owner, a slash, and the name of a GitHub repository',
  examples: ['rl-bank/rl-bank-api'],
};

export const environment: Rule = {
  pattern: GITHUB_ENVIRONMENT,
  allowed: 'must be the name of a GitHub environment: 1 to 255 letters, digits, inner spaces and . _ - / :',
  examples: ['prd', 'Production EU'],
};

export const logGroupName: Rule = {
  pattern: /^[\w./#-]{1,512}$/,
  allowed: 'must be the name of a log group, of letters, digits and . _ - / #',
  examples: ['/ecs/prd-rl-bank-api'],
};

export const clusterName: Rule = {
  pattern: /^[\w-]{1,255}$/,
  allowed: 'ECS takes 1 to 255 letters, digits, hyphens and underscores',
  examples: ['prd'],
};

export const range: Rule = {
  pattern: new RegExp(`^(?:${octet()}\\.){3}${octet()}/(?:3[0-2]|[12]?\\d)$`),
  allowed: 'must be a range of IPv4 addresses in CIDR notation, a single one with "/32"',
  examples: ['203.0.113.0/24', '198.51.100.7/32'],
};

export const address: Rule = {
  pattern: new RegExp(`^(?:${octet()}\\.){3}${octet()}$`),
  allowed: 'must be an IPv4 address',
  examples: ['198.51.100.7', '203.0.113.1'],
};

export const account: Rule = {
  pattern: /^\d{12}$/,
  allowed: 'must be the id of an account, 12 digits in quotes',
  examples: ['111111111111'],
};

export const securityGroupId: Rule = {
  pattern: /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
  allowed: 'must be "sg-" and 8 or 17 hexadecimal digits',
  examples: ['sg-0123456789abcdef0'],
};

export const endpointService: Rule = {
  pattern: /^(?!s3$|com\.amazonaws)[a-z0-9][a-z0-9.-]{0,62}$/,
  allowed: 'must be the last part of the name of an endpoint service, in lowercase; s3 is always there',
  examples: ['kms', 'sqs'],
};

function awsId(kind: string, what: string): Rule {
  return {
    pattern: new RegExp(`^${kind}-[\\w.-]{1,64}$`),
    allowed: `must begin with "${kind}-"`,
    examples: [`${kind}-0123456789abcdef0`, `${kind}-...`, `${kind}-a`],
    placeholder: {
      realPattern: new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
      allowed: `must be "${kind}-" and 8 or 17 hexadecimal digits`,
      fix: `replace it with ${what}`,
      examples: [`${kind}-0123456789abcdef0`, `${kind}-89abcdef`],
    },
  };
}

function slackId(letter: string, what: string): Rule {
  const first = letter.replace(/\W/g, '')[0];
  return {
    pattern: new RegExp(`^${letter}[A-Z0-9]{2,20}$`),
    allowed: `must be the id of ${what} in Slack, which begins with ${first}`,
    examples: [`${first}0123ABCDE`],
  };
}

function octet(): string {
  return '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
}
