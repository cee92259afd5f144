import type { BankMvpConfig } from '../bank-mvp-config';

/** A name that only one bank can have in its account, hosted zone or VPC, or in all of AWS. */
export interface AccountName {
  /** The key of the config that decides on it. */
  readonly prop: string;
  /** The value of the key. */
  readonly value: unknown;
  /** The name, and the kind of resource and place in which it is unique. */
  readonly claim: string[];
  /** Whether the bank creates what has the name. */
  readonly isMade: boolean;
  /** What has the name. */
  readonly of: string;
  /** What a second bank has to write, and what to do. */
  readonly allowed: string;
  readonly fix: string;
}

/** Names of a bank that a second one in the account cannot have, with or without an app in common. */
export function accountNames(config: BankMvpConfig): AccountName[] {
  return [...named(config), ...hosts(config), ...channels(config), ...single(config)];
}

function named(config: BankMvpConfig): AccountName[] {
  const { account, region, namePrefix, api, adopt, webapp, merchantPortal } = config;
  const repository = api.image.replace(/[:@][^/]*$/, '');
  const row = (prop: string, value: string, of: string, isMade = true) => ({
    ...{ prop, value, of, isMade },
    claim: [account, region, prop.split('.').at(-1)!, value], // the buckets of both sites share one namespace
    allowed: 'must be unique in the account and region',
    fix:
      prop === 'api.image'
        ? 'name another repository, or set adopt.repository to true'
        : 'choose another for this bank',
  });
  return [
    row('namePrefix', namePrefix, 'stacks, service, cluster, log group, roles, topics, alarms, dashboards'),
    row('api.settingsPath', api.settingsPath, 'parameters and secrets'),
    row('api.image', repository, 'the repository', !adopt.repository),
    row('webapp.bucketName', webapp.bucketName, 'the content bucket, in all of AWS'),
    row('merchantPortal.bucketName', merchantPortal.bucketName, 'the content bucket, in all of AWS'),
  ];
}

function hosts({ account, domain, apiHost, appHost, merchantHost }: BankMvpConfig): AccountName[] {
  const zone = domain.hostedZoneId ?? `${account}/${domain.rootDomain}`;
  const names = { apiSubdomain: apiHost, appSubdomain: appHost, merchantSubdomain: merchantHost };
  return Object.entries(names).map(([key, host]) => ({
    prop: `domain.${key}`,
    value: host,
    claim: ['host', zone, host],
    isMade: true,
    of: 'records and certificate',
    allowed: 'must be unique in the hosted zone',
    fix: 'choose another for this bank',
  }));
}

function channels({ account, alarms }: BankMvpConfig): AccountName[] {
  const slack = [...alarms.page, ...alarms.ticket].flatMap((target) => target.slack ?? []);
  const names = [...new Set(slack.map(({ workspaceId, channelId }) => `${workspaceId}/${channelId}`))];
  return names.map((name) => ({
    prop: 'alarms',
    value: name,
    claim: ['slack', account, name],
    isMade: true,
    of: 'the configuration of a Slack channel',
    allowed: 'must be unique in the account, since Chatbot connects a channel once',
    fix: 'choose another channel for this bank',
  }));
}

/** What an account or a VPC has once: a second bank uses that of the first. */
function single({ account, region, domain, network, deploy }: BankMvpConfig): AccountName[] {
  const { egress } = network;
  return [
    {
      prop: 'domain.hostedZoneId',
      value: domain.hostedZoneId,
      claim: ['zone', account, domain.rootDomain],
      isMade: domain.hostedZoneId === undefined,
      of: `the hosted zone of ${domain.rootDomain}`,
      allowed: 'must be the id of the zone that exists, since the parent domain delegates to one',
      fix: 'deploy that zone, and write its id',
    },
    {
      prop: 'deploy.oidcIssuerExists',
      value: deploy?.oidcIssuerExists,
      claim: ['issuer', account],
      isMade: deploy?.oidcIssuerExists === false,
      of: 'the OIDC provider of GitHub',
      allowed: 'must be true, since an account has one OIDC provider of GitHub',
      fix: 'set it to true',
    },
    {
      prop: 'network.endpointSecurityGroupId',
      value: egress.endpointSecurityGroupId,
      claim: ['endpoints', account, region, network.vpcId],
      isMade: egress._needsEndpoints,
      of: `the private DNS names of VPC endpoints in ${network.vpcId}`,
      allowed: 'must be that of the endpoints that exist, since a VPC has private DNS for one endpoint of a service',
      fix: 'write the id of their security group',
    },
  ];
}
