import { App, Stack } from 'aws-cdk-lib';
import { IMAGE, exportsIn } from './support/api';
import { ACCOUNT, lambdasIn, newApp, resourcesOf, workloadStack } from './support/cloud';
import { networkIn } from './support/scaffold';
import { distributionOf } from './support/site';
import { EdgeCertificate } from '../src/edge';
import { BankDns, HostedZoneSource } from '../src/network';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  SharedLoadBalancer,
} from '../src/service';
import { ApiHostHeader, SiteDomain, SpaToolchain, StaticSpaSite } from '../src/site';

const NAME = '*.bank.example';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';

/** A platform with a name for each tenant: one distribution for files and API, in another region than the API. */
function platformIn(app: App) {
  const [door, web] = ['Door', 'Web'].map((id) => workloadStack(app, id));
  const edge = new Stack(app, 'Edge', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const { vpc } = networkIn(door);
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  const dns = new BankDns(door, 'Dns', { rootDomain: 'bank.example', zone });
  const domain = ApiDomain.behindCloudFront(dns, NAME);
  const exposure = ApiExposure.cloudFront();
  const loadBalancer = new SharedLoadBalancer(door, 'LoadBalancer', { vpc, domain, exposure });
  const image = new ImageRepository(web, 'Image', { image: IMAGE });
  for (const version of ['v1', 'v2']) {
    const routing = ApiRouting.paths([`/${version}/*`]);
    const name = version === 'v1' ? domain : ApiDomain.withSameName(domain);
    new BankApiService(web, version, { vpc, loadBalancer, domain: name, routing, image });
  }
  const site = new StaticSpaSite(edge, 'Site', {
    toolchain: SpaToolchain.vite(),
    domain: SiteDomain.inZone(dns, NAME),
  });
  for (const path of ['/v1/*', '/v2/*']) {
    site.addApi(path, loadBalancer.vpcOrigin, { hostHeader: ApiHostHeader.VIEWER });
  }
  return { door, web, edge, site };
}

describe('one distribution for the files of a platform and its API', () => {
  const app = newApp();
  const { door, web, edge, site } = platformIn(app);
  const config = distributionOf(edge);
  const [files, api] = config.Origins;
  const apiBehaviors: any[] = config.CacheBehaviors;

  test('CM1a FE10 serves files from S3, and requests for the API from the load balancer', () => {
    expect(config.Origins).toHaveLength(2);
    expect(files).toHaveProperty('S3OriginConfig');
    expect(config.DefaultCacheBehavior.TargetOriginId).toBe(files.Id);
    expect(api).toMatchObject({ VpcOriginConfig: { OriginReadTimeout: 60 } });
    expect(apiBehaviors.map((it) => [it.PathPattern, it.TargetOriginId])).toEqual([
      ['/v1/*', api.Id],
      ['/v2/*', api.Id],
    ]);
  });

  test('CM1b reaches the load balancer by HTTPS alone, at an address that is private', () => {
    const [origin, ...others] = resourcesOf(edge, 'AWS::CloudFront::VpcOrigin');
    const [{ Properties }] = resourcesOf(door, 'AWS::ElasticLoadBalancingV2::LoadBalancer');

    expect(others).toEqual([]);
    expect(origin.Properties.VpcOriginEndpointConfig).toMatchObject({
      ...{ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      Arn: { 'Fn::GetStackOutput': { StackName: 'Door', Region: 'ap-southeast-1' } },
    });
    expect(Properties.Scheme).toBe('internal');
  });

  test('CM1c caches no answer of the API for any tenant', () => {
    expect(apiBehaviors.map((it) => it.CachePolicyId)).toEqual([CACHING_DISABLED, CACHING_DISABLED]);
  });

  test('CM3a leads every tenant to CloudFront, by a record and a certificate in us-east-1', () => {
    const { edgeStack } = site.certificate as EdgeCertificate;
    const certificates = resourcesOf(edgeStack, CERTIFICATE);
    const records = [door, web, edge].map((stack) => resourcesOf(stack, 'AWS::Route53::RecordSet'));

    expect(edgeStack.region).toBe('us-east-1');
    expect(certificates.map((it) => it.Properties.DomainName)).toEqual([NAME]);
    expect(records.map((it) => new Set(it.map(({ Properties }) => Properties.Name)))).toEqual([
      new Set(),
      new Set(),
      new Set([`${NAME}.`]),
    ]);
  });

  test('CM3b has the wildcard on a certificate in the region of the load balancer, without a record of its own', () => {
    const [certificate, ...others] = [door, web].flatMap((stack) => resourcesOf(stack, CERTIFICATE));

    expect(others).toEqual([]);
    expect(certificate.Properties).toMatchObject({ DomainName: NAME, ValidationMethod: 'DNS' });
  });

  test('CM3c hands the Host on to the API, and to S3 never', () => {
    expect(apiBehaviors.map((it) => it.OriginRequestPolicyId)).toEqual([ALL_VIEWER, ALL_VIEWER]);
    expect(config.DefaultCacheBehavior).not.toHaveProperty('OriginRequestPolicyId');
  });

  test('PC24 has /v1 and /v2 side by side, as two services by path', () => {
    const rules = resourcesOf(web, 'AWS::ElasticLoadBalancingV2::ListenerRule').map((it) => it.Properties);
    const pathsOf = ({ Conditions }: any) =>
      Conditions.find((it: any) => it.Field === 'path-pattern').PathPatternConfig;

    expect(rules.map((it) => pathsOf(it).Values)).toEqual([['/v1/*'], ['/v2/*']]);
    expect(new Set(rules.map((it) => JSON.stringify(it.Actions))).size).toBe(2);
    expect(new Set(rules.map((it) => it.Priority)).size).toBe(2);
  });

  test('FE8c PC24 WebSockets pass: their headers are handed on, and silence is cut at one time in both places', () => {
    const [{ Properties }] = resourcesOf(door, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const groups = resourcesOf(web, 'AWS::ElasticLoadBalancingV2::TargetGroup').map((it) => it.Properties);
    const methods = apiBehaviors.map((it) => it.AllowedMethods.includes('GET') && it.ViewerProtocolPolicy);

    expect(apiBehaviors.map((it) => it.OriginRequestPolicyId)).toEqual([ALL_VIEWER, ALL_VIEWER]);
    expect(methods).toEqual(['https-only', 'https-only']);
    expect(Properties.LoadBalancerAttributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' });
    for (const { TargetGroupAttributes } of groups) {
      expect(TargetGroupAttributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '60' });
    }
  });

  test('exports nothing that would keep the load balancer from being replaced, and runs no Lambda', () => {
    expect(exportsIn(app)).toEqual([]);
    expect(lambdasIn(app)).toEqual([]);
  });
});
