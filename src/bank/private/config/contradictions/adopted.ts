import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';
import { parseImageUri } from '../../../../core/private/formats/image-uri';

/** Resources that exist: where they are, what else names them, and keys that have no effect beside them. */
export function adoptedContradictions(draft: Draft, given: Draft): Problem[] {
  return [...buckets(draft), ...places(draft), ...settings(draft), ...logRetention(draft, given)];
}

/** Resources that are named by ARN have to be in the account, and if regional in the region, of the image. */
function places({ api, webapp, merchantPortal, encryption, adopt }: Draft): Problem[] {
  const home = api?.image === undefined ? undefined : parseImageUri(api.image);
  if (home === undefined) {
    return [];
  }
  const regional = {
    'api.webAclArn': api?.webAclArn,
    'encryption.keyArn': encryption?.keyArn,
    'adopt.apiCertificateArn': adopt?.apiCertificateArn,
    ...Object.fromEntries(
      Object.entries(adopt?.secretArns ?? {}).map(([key, arn]) => [`adopt.secretArns.${key}`, arn]),
    ),
  };
  const ofEdge = {
    'webapp.webAclArn': webapp?.webAclArn,
    'merchantPortal.webAclArn': merchantPortal?.webAclArn,
    'adopt.webappCertificateArn': adopt?.webappCertificateArn,
    'adopt.merchantPortalCertificateArn': adopt?.merchantPortalCertificateArn,
  };
  return Object.entries({ ...regional, ...ofEdge }).flatMap(([path, arn]) => {
    const [, , , region, account] = arn?.split(':') ?? [];
    const wrong = account !== home.account || (path in regional && region !== home.region);
    const where = path in regional ? `account ${home.account} and region ${home.region}` : `account ${home.account}`;
    return when(arn !== undefined && wrong, path, arn, `must be in ${where}, as api.image is`, 'name one there');
  });
}

function buckets({ webapp, merchantPortal, adopt }: Draft): Problem[] {
  const names = [
    ['webapp.bucketName', webapp?.bucketName],
    ['merchantPortal.bucketName', merchantPortal?.bucketName],
    ['adopt.apiAccessLogBucketName', adopt?.apiAccessLogBucketName],
    ['adopt.siteAccessLogBucketName', adopt?.siteAccessLogBucketName],
  ] as const;
  return names.flatMap(([path, name], index) => {
    const other = names.slice(0, index).find(([, before]) => before === name);
    const wrong = name !== undefined && other !== undefined;
    return when(
      wrong,
      path,
      name,
      `must differ from ${other?.[0]}, since a bucket holds one kind of content`,
      'name another bucket',
    );
  });
}

function settings({ adopt, sentry, api }: Draft): Problem[] {
  const keys = Object.keys(adopt?.secretArns ?? {});
  const parameters = adopt?.parameters ?? [];
  const twilio = keys.filter((key) => key.startsWith('TWILIO_') && api?.twilioKeys?.includes(key) === false);
  return [
    ...twilio.flatMap((key) =>
      when(
        true,
        `adopt.secretArns.${key}`,
        '***',
        'must be in api.twilioKeys to be read',
        'add it there, or remove it here',
      ),
    ),
    ...when(
      keys.includes('SENTRY_DSN') && sentry?.apiDsn !== undefined,
      'adopt.secretArns.SENTRY_DSN',
      '***',
      'cannot be a secret with sentry.apiDsn, which makes it a parameter',
      'remove one of the two',
    ),
    ...when(
      parameters.includes('SENTRY_DSN') && sentry !== undefined && sentry.apiDsn === undefined,
      'adopt.parameters',
      'SENTRY_DSN',
      'cannot be a parameter without sentry.apiDsn',
      'set sentry.apiDsn, or remove it',
    ),
  ];
}

/** Reads the given config, since the default of the retention contradicts nothing. */
function logRetention({ adopt }: Draft, { api }: Draft): Problem[] {
  return when(
    adopt?.logGroupName !== undefined && api?.logRetentionDays !== undefined,
    'api.logRetentionDays',
    api?.logRetentionDays,
    'cannot be set with adopt.logGroupName, since it is for a new log group',
    'remove one of the two',
  );
}
