import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** What the internet reaches, what the tasks reach, and what endpoints do to other clients in the VPC. */
export function exposureSection(bank: Construct, config: BankMvpConfig): PlanSection {
  const webAcls = webAclsOf(config);
  const { ports, addressRanges } = config.database;
  const endpoints = servicesWithPrivateDns(bank);
  const database =
    addressRanges.length > 0
      ? `tasks reach ${addressRanges.join(', ')}`
      : 'WARNING: tasks reach every address (0.0.0.0/0)';
  const fix = addressRanges.length > 0 ? '' : ': write the CIDR ranges of the database as database.addressRanges';
  return {
    key: 'exposure',
    title: 'What is open',
    lines: [
      ...webAcls.map(({ url, webAclArn, key }) =>
        webAclArn === undefined
          ? `${url}: no web ACL: nothing filters requests; ${key} is the ARN of one`
          : `${url}: the web ACL ${webAclArn} filters requests`,
      ),
      'tasks reach every address (0.0.0.0/0) on port 443, such as those of Auth0',
      ...ports.map((port) => `${database} on port ${port}${fix}`),
      ...(endpoints.length > 0 ? neighbourLines(config, endpoints) : []),
      ...existingEndpointLines(config),
    ],
    data: { webAcls, database: { ports, addressRanges }, endpoints },
  };
}

function webAclsOf({ apiHost, appHost, merchantHost, api, webapp, merchantPortal }: BankMvpConfig) {
  return [
    { url: `https://${apiHost}`, key: 'api.webAclArn', webAclArn: api.webAclArn },
    { url: `https://${appHost}`, key: 'webapp.webAclArn', webAclArn: webapp.webAclArn },
    { url: `https://${merchantHost}`, key: 'merchantPortal.webAclArn', webAclArn: merchantPortal.webAclArn },
  ];
}

/** The services whose public names resolve to endpoints of the bank, such as `secretsmanager`. */
function servicesWithPrivateDns(bank: Construct): string[] {
  const endpoints = resourcesBelow(bank, CfnVPCEndpoint.CFN_RESOURCE_TYPE_NAME).map(propertiesOf);
  const names = endpoints.filter(({ PrivateDnsEnabled }) => PrivateDnsEnabled === true).map((it) => it.ServiceName);
  return names.map((name: string) => name.replace(/^com\.amazonaws\.[^.]+\./, '')).sort();
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
function neighbourLines({ network, account }: BankMvpConfig, services: string[]): string[] {
  const { clientRanges, additionalAccounts } = network.egress;
  const accounts = [account, ...additionalAccounts];
  const ranges =
    clientRanges.length > 0
      ? ` and ${clientRanges.join(', ')}`
      : ': write their ranges as network.endpointClientRanges';
  return [
    `private DNS of the VPC endpoints counts for the whole VPC ${network.vpcId}: every client in it resolves`,
    `  ${services.join(', ')} to the endpoints,`,
    `  and their security group refuses all clients but the tasks${ranges}`,
    `  the policies of the endpoints allow principals and resources of ${accounts.join(', ')} alone`,
  ];
}

function existingEndpointLines({ network: { egress } }: BankMvpConfig): string[] {
  const { endpointSecurityGroupId } = egress;
  return endpointSecurityGroupId === undefined
    ? []
    : [`the security group ${endpointSecurityGroupId} of existing VPC endpoints is opened to the tasks on port 443`];
}
