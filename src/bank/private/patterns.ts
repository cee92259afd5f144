import { Text } from './key';
import { IMAGE } from '../../core/private/formats/image-uri';

type Form = Omit<Text, 'kind'>;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = `(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?`;
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';
const FILL = 'put the real one in its place';

/** `example.com` and what is under it stands for the domain that nobody has chosen yet. */
const NOT_EXAMPLE = '(?!(?:[a-z0-9.-]+\\.)?example\\.com$)';

export const prefix: Form = {
  pattern: /^(?=.{1,41}$)[A-Za-z](?:-?[A-Za-z0-9])*$/,
  allowed: 'it has to be 1 to 41 letters and digits, single hyphens between, with a letter first',
  examples: ['prd-rl-bank', 'stg'],
};

export const rootDomain: Form = {
  pattern: new RegExp(`^(?=.{3,190}$)${DOMAIN}$`),
  allowed: 'it has to be a domain name in small letters, without scheme, path and wildcard',
  examples: ['bank.example', 'rl-bank.co.uk'],
  real: {
    pattern: new RegExp(`^${NOT_EXAMPLE}`),
    allowed: 'it is the placeholder of the document',
    fix: `${FILL}: the domain of the bank`,
    examples: ['bank.example'],
  },
};

export const subdomain: Form = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL}){0,3}$`),
  allowed: 'it has to be the part before the root domain: letters, digits and hyphens, in small letters',
  examples: ['api', 'app', 'merchant', 'api.v2'],
};

export const hostedZoneId: Form = {
  pattern: /^Z[A-Z0-9]{1,31}$/,
  allowed: 'ids of hosted zones are a Z and up to 31 capital letters and digits, without "/hostedzone/" before them',
  examples: ['Z0123456789ABCDEFGHIJ', 'Z1A'],
  real: {
    pattern: /^(?!Z123456789$)/,
    allowed: 'it is the placeholder of the document',
    fix: `${FILL}, or leave the key out for a new zone`,
    examples: ['Z0123456789ABCDEFGHIJ'],
  },
};

export const vpcId = awsId('vpc', 'the id of the network');
export const subnetId = awsId('subnet', 'the ids of its subnets');
export const routeTableId = awsId('rtb', 'the ids of its route tables');

export const image: Form = {
  pattern: new RegExp(IMAGE.source.replace(/\?<\w+>/g, '?:').replace(/^\^/, '^(?!.*:sha-)')),
  allowed: 'it has to be the full address of an image in ECR, with a tag that is no commit ("sha-…"), or a digest',
  examples: [
    '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
    `111111111111.dkr.ecr.eu-west-1.amazonaws.com/team/api@sha256:${'0a'.repeat(32)}`,
  ],
};

export const urlPath: Form = {
  pattern: /^\/[^\s#]{0,1023}$/,
  allowed: 'it has to begin with a slash, to have neither spaces nor a #, and 1024 characters at most',
  examples: ['/health', '/'],
};

export const routePattern: Form = {
  pattern: /^\/[\w.$/~"'@:+&*?-]{0,127}$/,
  allowed: 'a path begins with a slash and has 128 characters at most, with * for any and ? for one of them',
  examples: ['/api/*', '/api', '/api/graphql'],
};

export const twilioKey: Form = {
  pattern: /^TWILIO_[A-Z0-9_]+$/,
  allowed: 'it has to be the name of a key, in capital letters after "TWILIO_", and never its value',
  examples: ['TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID'],
};

export const settingsPath: Form = {
  pattern: /^(?!(?:[aA][wW][sS]|[sS][sS][mM]))(?=.{1,256}$)[\w.-]+(?:\/[\w.-]+){0,12}$/,
  allowed: 'it has to be words with single slashes between, none at the ends, and must not begin with "aws" or "ssm"',
  examples: ['rl/bank/api', 'rl/bank-2/api'],
};

export const bucketName: Form = {
  pattern:
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  allowed:
    'S3 takes 3 to 63 small letters, digits and hyphens, with no hyphen at the ends and no reserved prefix or suffix',
  examples: ['prd-rl-bank-webapp', 'abc'],
};

export const tenant: Form = {
  pattern: new RegExp(`^(?=.{3,253}$)${DOMAIN}$`),
  allowed: 'it has to be the domain of the tenant, without scheme and path',
  examples: ['rl-bank.eu.auth0.com', 'login.bank.example'],
  real: {
    pattern: /^(?!tenant\.region\.auth0\.com$)/,
    allowed: 'it is the placeholder of the document',
    fix: `${FILL}: the domain of the tenant`,
    examples: ['rl-bank.eu.auth0.com'],
  },
};

export const audience: Form = {
  pattern: /^[^\s@{}]{1,600}$/,
  allowed: 'it has to be the identifier of the API at Auth0, such as its address, without spaces and @',
  examples: ['https://api.bank.example', 'urn:rl-bank-api'],
  real: {
    pattern: /^(?!https?:\/\/(?:[a-z0-9.-]+\.)?example\.com(?:\/|$))/,
    allowed: 'it is the placeholder of the document',
    fix: `${FILL}, which mostly is "https://" and the host of the API`,
    examples: ['https://api.bank.example'],
  },
};

export const clientId: Form = {
  pattern: /^[A-Za-z0-9]{20,40}$/,
  allowed: 'it has to be the client id of the app at Auth0, 20 to 40 letters and digits, and never its secret',
  examples: ['AbCdEfGhIjKlMnOpQrStUvWxYz012345'],
};

export const sentryDsn: Form = {
  pattern: new RegExp(`^https://\\w{1,64}@${DOMAIN}(?:/[\\w-]+)*/\\d+$`),
  allowed: 'it has to be a DSN with its public key alone',
  holdsPublicKey: true,
  examples: ['https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2'],
};

export const environmentName: Form = {
  pattern: /^[A-Za-z0-9][\w.-]{0,63}$/,
  allowed: 'it has to be a word of 1 to 64 letters, digits and . _ -',
  examples: ['production', 'prd'],
};

export const edgeWebAcl: Form = {
  pattern: /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  allowed: 'CloudFront takes web ACLs of scope CLOUDFRONT, which lie in us-east-1',
  examples: ['arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/0a1b2c3d'],
};

export const regionalWebAcl: Form = {
  pattern: new RegExp(`^arn:aws[\\w-]*:wafv2:${REGION}:\\d{12}:regional/webacl/[\\w-]+/[\\w-]+$`),
  allowed: 'a load balancer takes web ACLs of scope REGIONAL',
  examples: ['arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/api/0a1b2c3d'],
};

export const certificateArn: Form = {
  pattern: new RegExp(`^arn:aws[\\w-]*:acm:${REGION}:\\d{12}:certificate/[\\w-]+$`),
  allowed: 'it has to be the ARN of a certificate in ACM',
  examples: ['arn:aws:acm:ap-southeast-1:111111111111:certificate/0a1b2c3d'],
};

export const edgeCertificateArn: Form = {
  pattern: /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  allowed: 'CloudFront takes certificates of us-east-1 alone',
  examples: ['arn:aws:acm:us-east-1:111111111111:certificate/0a1b2c3d'],
};

export const secretArn: Form = {
  pattern: new RegExp(`^arn:aws[\\w-]*:secretsmanager:${REGION}:\\d{12}:secret:[\\w/+=.@-]+-[A-Za-z0-9]{6}$`),
  allowed: 'it has to be the full ARN of a secret, with the six characters that Secrets Manager adds to its name',
  examples: ['arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf'],
};

export const topicArn: Form = {
  pattern: new RegExp(`^arn:aws[\\w-]*:sns:${REGION}:\\d{12}:[\\w-]{1,256}$`),
  allowed: 'it has to be the ARN of a topic in SNS',
  examples: ['arn:aws:sns:ap-southeast-1:111111111111:on-call', 'arn:aws:sns:us-east-1:111111111111:on-call'],
};

export const email: Form = {
  pattern: new RegExp(`^[\\w.+-]{1,64}@${DOMAIN}$`),
  allowed: 'it has to be one address',
  examples: ['on-call@bank.example'],
};

export const slackWorkspace: Form = slackId('T', 'a workspace');
export const slackChannel: Form = slackId('[CG]', 'a channel');

export const webAddress: Form = {
  pattern: new RegExp(`^https://${DOMAIN}(?::\\d{1,5})?(?:/[^\\s@]*)?$`),
  allowed: 'it has to be an address that begins with "https://", without credentials',
  examples: ['https://wiki.bank.example/runbook'],
};

export const repository: Form = {
  pattern: /^[A-Za-z0-9](?:[\w-]{0,37}[A-Za-z0-9])?\/(?!\.{1,2}$)[\w.-]{1,100}$/,
  allowed: 'it has to be the owner, a slash, and the name of a repository at GitHub',
  examples: ['rl-bank/rl-bank-api'],
};

export const environment: Form = {
  pattern: /^[\w.:/-](?:[\w.:/ -]{0,253}[\w.:/-])?$/,
  allowed: 'it has to be the name of an environment at GitHub: 1 to 255 letters, digits, inner spaces and . _ - / :',
  examples: ['prd', 'Production EU'],
};

export const logGroupName: Form = {
  pattern: /^[\w./#-]{1,512}$/,
  allowed: 'it has to be the name of a log group: letters, digits and . _ - / #',
  examples: ['/ecs/prd-rl-bank-api'],
};

export const clusterName: Form = {
  pattern: /^[\w-]{1,255}$/,
  allowed: 'ECS takes 1 to 255 letters, digits, hyphens and underscores',
  examples: ['prd'],
};

export const range: Form = {
  pattern: new RegExp(`^(?:${octet()}\\.){3}${octet()}/(?:3[0-2]|[12]?\\d)$`),
  allowed: 'it has to be a range of IPv4 addresses, a single one with "/32"',
  examples: ['203.0.113.0/24', '198.51.100.7/32'],
};

export const address: Form = {
  pattern: new RegExp(`^(?:${octet()}\\.){3}${octet()}$`),
  allowed: 'it has to be an IPv4 address',
  examples: ['198.51.100.7', '203.0.113.1'],
};

export const endpointService: Form = {
  pattern: /^(?!s3$|com\.amazonaws)[a-z0-9][a-z0-9.-]{0,62}$/,
  allowed: "it has to be the end of an endpoint's name, in small letters; s3 is there already",
  examples: ['kms', 'sqs'],
};

function awsId(kind: string, told: string): Form {
  return {
    pattern: new RegExp(`^${kind}-[\\w.-]{1,64}$`),
    allowed: `ids of this kind begin with "${kind}-"`,
    examples: [`${kind}-0123456789abcdef0`, `${kind}-...`, `${kind}-a`],
    real: {
      pattern: new RegExp(`^${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
      allowed: `it is a placeholder: real ids are "${kind}-" and 8 or 17 digits of 0-9 and a-f`,
      fix: `put ${told} in its place`,
      examples: [`${kind}-0123456789abcdef0`, `${kind}-89abcdef`],
    },
  };
}

function slackId(letter: string, what: string): Form {
  const first = letter.replace(/\W/g, '')[0];
  return {
    pattern: new RegExp(`^${letter}[A-Z0-9]{2,20}$`),
    allowed: `it has to be the id of ${what} in Slack, which begins with ${first}`,
    examples: [`${first}0123ABCDE`],
  };
}

function octet(): string {
  return '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
}
