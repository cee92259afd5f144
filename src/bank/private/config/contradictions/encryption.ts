import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';
import { parseImageUri } from '../../../../core/private/formats/image-uri';

/** KMS keys that no resource uses, or that a role which needs one could not use. */
export function encryptionContradictions(draft: Draft): Problem[] {
  return [...publishers(draft), ...keysOfSecrets(draft)];
}

function publishers({ encryption: { keyArn, publisherArns = [] } = {}, deploy, api }: Draft): Problem[] {
  const home = api?.image === undefined ? undefined : parseImageUri(api.image);
  const unpublished = (['webapp', 'merchantPortal'] as const).filter((site) => deploy?.[site] === undefined);
  const abroad = publisherArns.filter((arn) => home !== undefined && arn.split(':')[4] !== home.account);
  return [
    ...when(
      keyArn === undefined && publisherArns.length > 0,
      'encryption.publisherArns',
      publisherArns,
      'cannot be set without encryption.keyArn, since the content of the sites has no KMS key then',
      'remove it, or set encryption.keyArn too',
    ),
    ...when(
      keyArn !== undefined && publisherArns.length === 0 && unpublished.length > 0,
      'encryption.publisherArns',
      publisherArns,
      `must have a role that publishes without deploy.${unpublished.join(' and deploy.')}, since only the policy of the key lets roles write content`,
      `set it, or set deploy.${unpublished.join(' and deploy.')}`,
    ),
    ...abroad.flatMap((arn) =>
      when(
        true,
        'encryption.publisherArns',
        arn,
        `must be in account ${home?.account}, as api.image is`,
        'name a role there',
      ),
    ),
  ];
}

function regionOf(arn: string | undefined): string | undefined {
  return arn?.split(':')[3];
}

function keysOfSecrets({ adopt = {} }: Draft): Problem[] {
  const { secretArns = {}, secretKeyArns = {} } = adopt;
  return Object.entries(secretKeyArns).flatMap(([key, arn]) => [
    ...when(
      !(key in secretArns),
      `adopt.secretKeyArns.${key}`,
      arn,
      'must be the key of a secret in adopt.secretArns: new secrets have encryption.keyArn',
      'add the secret there, or remove the key here',
    ),
    ...when(
      regionOf(secretArns[key]) !== regionOf(arn) && key in secretArns,
      `adopt.secretKeyArns.${key}`,
      arn,
      'must be in the region of its secret',
      'name the key that encrypts the secret',
    ),
  ]);
}
