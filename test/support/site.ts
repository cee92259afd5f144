import { Stack } from 'aws-cdk-lib';
import { resourcesOf, workloadStack } from './cloud';
import { BankDns, ZoneSource } from '../../src/network';
import { SiteDomain, SpaToolchain, StaticSpaSite, StaticSpaSiteProps, ZoneDomainOptions } from '../../src/site';

/** A site with the toolchain of the portal, unless the test says otherwise. */
export function siteIn(stack: Stack = workloadStack(), props: Partial<StaticSpaSiteProps> = {}): StaticSpaSite {
  return new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite(), ...props });
}

/** A name in a zone that exists. */
export function domainIn(stack: Stack, name = 'app.bank.example', options?: ZoneDomainOptions): SiteDomain {
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  return SiteDomain.inZone(new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }), name, options);
}

/** What the template says of the distribution. */
export function distributionOf(stack: Stack): any {
  return resourcesOf(stack, 'AWS::CloudFront::Distribution')[0].Properties.DistributionConfig;
}

/** The bucket with the content, and the one with the logs. */
export function bucketsOf(stack: Stack) {
  const buckets = resourcesOf(stack, 'AWS::S3::Bucket');
  const content = buckets.find(({ Properties }) => Properties.VersioningConfiguration !== undefined)!;
  return { content, logs: buckets.find((bucket) => bucket !== content) };
}

/** The statements of all bucket and key policies that hold for a service. */
export function statementsFor(stack: Stack, type: string, sid: string): any[] {
  return resourcesOf(stack, type)
    .flatMap(({ Properties }) => (Properties.PolicyDocument ?? Properties.KeyPolicy).Statement)
    .filter((statement: any) => statement.Sid === sid);
}
