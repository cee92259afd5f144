import { Stack } from 'aws-cdk-lib';
import { PlanSection } from '../../../core/private/plan/plan-section';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';

/** A resource that the config adopts. */
interface Adopted {
  readonly what: string;
  /** What depends on the owner of the resource. */
  readonly notPromised: string;
}

/** Existing resources, each with what the library cannot promise of it. */
export function adoptedSection(config: BankMvpConfig, parts: BankParts): PlanSection {
  const data = [...placesOf(config), ...ofApi(config, parts), ...ofSites(config), ...ofWatch(config)];
  return {
    key: 'adopted',
    title: 'What exists already, and what of it its owner decides',
    lines: [
      ...data.map(({ what, notPromised }) => `${what}: ${notPromised}`),
      'content buckets are created, since versions, encryption and policy belong to the site; one of the account that exists',
      `  becomes part of the stack with \`npx cdk deploy ${Stack.of(parts.webapp).node.path} --import-existing-resources\`, and a name that`,
      '  another account has cannot be used',
    ],
    data,
  };
}

function placesOf({ network, domain, deploy, encryption }: BankMvpConfig): Adopted[] {
  const { endpointSecurityGroupId } = network.egress;
  return [
    { what: `VPC ${network.vpcId}`, notPromised: 'its routes, NAT gateways, network ACLs and flow logs' },
    ...adopted(endpointSecurityGroupId, 'endpoints of', 'which services have one, its private DNS and its policy'),
    ...adopted(domain.hostedZoneId, 'hosted zone', 'its delegation, its other records and its query logs'),
    ...adopted(
      deploy?.oidcIssuerExists ? 'of GitHub' : undefined,
      'OIDC provider',
      'its audiences; without it no job of CI gets a role',
    ),
    ...adopted(
      encryption.keyArn,
      'KMS key',
      'its policy, rotation and deletion; without it nothing that it encrypts can be read',
    ),
  ];
}

function ofApi({ adopt, api, namePrefix }: BankMvpConfig, { image }: BankParts): Adopted[] {
  const secrets = Object.keys(adopt.secretArns);
  const images = 'which tags can be overwritten, scans, lifecycle and encryption of images';
  return [
    ...adopted(
      adopt.repository ? image.repositoryUri : undefined,
      'repository',
      `${images}; a stack ${namePrefix}-images from before stays as it is`,
    ),
    ...adopted(adopt.clusterName, 'cluster', 'its Container Insights, its capacity and what else runs in it'),
    ...adopted(adopt.logGroupName, 'log group', 'its retention, encryption and deletion'),
    ...adopted(adopt.apiCertificateArn, 'certificate', 'its names, its renewal, and an alarm before it expires'),
    ...adopted(adopt.apiAccessLogBucketName, 'access log bucket', 'its policy, encryption and retention'),
    ...adopted(secrets.join(', ') || undefined, 'secrets', 'their values, rotation and deletion'),
    ...adopted(
      adopt.parameters.join(', ') || undefined,
      'parameters',
      'their values: the config does not reach them, and a changed one starts no tasks',
    ),
    ...adopted(api.webAclArn, 'web ACL', 'its rules'),
  ];
}

function ofSites({ adopt, webapp, merchantPortal }: BankMvpConfig): Adopted[] {
  const certificates = [adopt.webappCertificateArn, adopt.merchantPortalCertificateArn];
  return [
    ...[...new Set(certificates)].flatMap((arn) =>
      adopted(arn, 'certificate', 'its names, its renewal, and an alarm before it expires'),
    ),
    ...adopted(adopt.siteAccessLogBucketName, 'access log bucket', 'its ACLs, encryption and retention'),
    ...[...new Set([webapp.webAclArn, merchantPortal.webAclArn])].flatMap((arn) =>
      adopted(arn, 'web ACL', 'its rules'),
    ),
  ];
}

function ofWatch({ alarms }: BankMvpConfig): Adopted[] {
  const topics = new Set([...alarms.page, ...alarms.ticket].flatMap(({ topicArns = [] }) => topicArns));
  return [...topics].flatMap((arn) => adopted(arn, 'topic', 'its subscribers, its policy and its encryption'));
}

function adopted(name: string | undefined, kind: string, notPromised: string): Adopted[] {
  return name === undefined ? [] : [{ what: `${kind} ${name}`, notPromised }];
}
