import { CfnResource, Names, Stack } from 'aws-cdk-lib';
import { CfnFunction, SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { IConstruct } from 'constructs';
import { DataPart } from './data-stack';
import { NetworkPart } from './network-stack';
import { ServicesPart } from './services-stack';
import { EdgeFirewall, FirewallScope } from '../../../edge';
import { ApiHostHeader, SiteDomain, SpaToolchain, StaticSpaSite } from '../../../site';
import { CellPlan, partOf } from '../cell-plan';

/** What users reach. */
export interface SitePart {
  readonly stack: Stack;
  readonly firewall: EdgeFirewall;
  readonly site: StaticSpaSite;
}

/** What the site leads to. */
export interface SiteNeeds {
  readonly network: NetworkPart;
  readonly data: DataPart;
  readonly services: ServicesPart;
}

/** One distribution for the app and all versions of the API, behind the firewall: `app.` and `api.` both lead to it. */
export function siteStack(cell: Stack, plan: CellPlan, { network, data, services }: SiteNeeds): SitePart {
  const { capacity, apiVersions, blockedCountries, domain } = plan;
  const stack = partOf(cell, 'site', 'CloudFront, its firewall and the app');
  const firewall = new EdgeFirewall(stack, 'Firewall', {
    scope: FirewallScope.CLOUDFRONT,
    mode: capacity.firewallMode,
    botControl: capacity.botControl,
    blockedCountries: blockedCountries.length > 0 ? blockedCountries : undefined,
    logRetention: capacity.logRetention,
  });
  const site = new StaticSpaSite(stack, 'App', {
    toolchain: SpaToolchain.vite(),
    domain: SiteDomain.inZone(network.dns, `*.${domain.domainName}`),
    tlsPolicy: SecurityPolicyProtocol.TLS_V1_3_2025,
    webAclArn: firewall.webAclArn,
    backends: [
      { urls: [`https://api.${domain.domainName}`] },
      { urls: [`https://${data.files.bucketName}.s3.${cell.region}.amazonaws.com`] }, // uploads by presigned URLs
    ],
  });
  apiVersions
    .flatMap((version) => [`/${version}`, `/${version}/*`])
    .forEach((path) => site.addApi(path, services.loadBalancer.vpcOrigin, { hostHeader: ApiHostHeader.VIEWER }));
  nameFunctions(stack);
  return { stack, firewall, site };
}

/**
 * Names CloudFront functions after the cell. An account has each name once, and the CDK makes them of the path in the tree, which is the
 * same in each cell of one app that is run again for another environment or product.
 */
function nameFunctions(stack: Stack): void {
  const isFunction = (it: IConstruct): it is CfnFunction =>
    CfnResource.isCfnResource(it) && it.cfnResourceType === CfnFunction.CFN_RESOURCE_TYPE_NAME;
  const functions = stack.node.findAll().filter(isFunction);
  functions.forEach((it) => (it.name = Names.uniqueResourceName(it.node.scope!, { maxLength: 64, separator: '-' })));
}
