import { Stack } from 'aws-cdk-lib';
import { resourcesOf, workloadStack } from './cloud';
import { Said, saidOf } from './problems';
import { BankDns, HostedZoneSource } from '../../src/network';
import { SiteDomain, SpaToolchain, StaticSpaSite, StaticSpaSiteProps, ZoneDomainOptions } from '../../src/site';
import { siteProblems } from '../../src/site/private/site-problems';

/** A site with the toolchain of the portal, unless the test says otherwise. */
export function siteIn(stack: Stack = workloadStack(), props: Partial<StaticSpaSiteProps> = {}): StaticSpaSite {
  return new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite(), ...props });
}

/** A name in a zone that exists. */
export function domainIn(stack: Stack, name = 'app.bank.example', options?: ZoneDomainOptions): SiteDomain {
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  return SiteDomain.inZone(new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }), name, options);
}

const made = new Map<string | undefined, { stack: Stack; site: StaticSpaSite }>();

/** A site with defaults, under a name or without one. It is made once, for the tests that read it. */
export function siteToRead(name?: 'app.bank.example') {
  const known = made.get(name);
  if (known) {
    return known;
  }
  const stack = workloadStack();
  const fresh = { stack, site: siteIn(stack, { domain: name && domainIn(stack, name) }) };
  made.set(name, fresh);
  return fresh;
}

/** The problems of a site with these properties, before it is made. */
export function problemsWith(props: Partial<StaticSpaSiteProps>, stack: Stack = workloadStack()): Said[] {
  return saidOf(siteProblems(stack, { toolchain: SpaToolchain.vite(), ...props }));
}

/** What the template says of the distribution. */
export function distributionOf(stack: Stack): any {
  return resourcesOf(stack, 'AWS::CloudFront::Distribution')[0].Properties.DistributionConfig;
}

/** The bucket with the content, and the one with the logs. */
export function bucketsOf(stack: Stack) {
  const buckets = resourcesOf(stack, 'AWS::S3::Bucket');
  const content = buckets.find(({ Properties }) => Properties.OwnershipControls === undefined)!;
  return { content, logs: buckets.find((bucket) => bucket !== content) };
}

/** The statements of all bucket and key policies that hold for a service. */
export function statementsFor(stack: Stack, type: string, sid: string): any[] {
  return resourcesOf(stack, type)
    .flatMap(({ Properties }) => (Properties.PolicyDocument ?? Properties.KeyPolicy).Statement)
    .filter((statement: any) => statement.Sid === sid);
}
