import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { apiIn } from './support/api';
import { newApp, workloadStack } from './support/cloud';
import { siteIn } from './support/site';
import { TrafficTier } from '../src/core';
import { SettingStorage } from '../src/data';
import { AliasTarget, BankDns, HostedZoneSource } from '../src/network';
import { ApiDomain } from '../src/service';
import { SiteDomain, SpaToolchain } from '../src/site';

/** As plain JavaScript calls it: nothing is checked at compile time. */
const none = undefined as any;

const stack = () => workloadStack(newApp());
const dnsIn = () =>
  new BankDns(stack(), 'Dns', { rootDomain: 'bank.example', zone: HostedZoneSource.fromHostedZoneId('Z1') });

test.each<[string, string, string, () => unknown]>([
  [
    'BankDns.fromHostedZone',
    'hostedZone',
    'HostedZoneSource.fromHostedZone',
    () => BankDns.fromHostedZone(stack(), 'Dns', none),
  ],
  ['HostedZoneSource.fromHostedZoneId', 'hostedZoneId', '', () => HostedZoneSource.fromHostedZoneId(none)],
  ['HostedZoneSource.newZone', 'delegated', '', () => HostedZoneSource.newZone(none)],
  ['AliasTarget.distribution', 'distribution', '', () => AliasTarget.distribution(none)],
  ['AliasTarget.loadBalancer', 'loadBalancer', '', () => AliasTarget.loadBalancer(none)],
  ['AliasTarget.of', 'owner', '', () => AliasTarget.of(none, none)],
  ['ApiDomain.inZone', 'dns', '', () => ApiDomain.inZone(none, none)],
  ['ApiDomain.inZone', 'name', '', () => ApiDomain.inZone(dnsIn(), none)],
  ['ApiDomain.outsideRoute53', 'certificate', '', () => ApiDomain.outsideRoute53('api.bank.example', none)],
  ['SiteDomain.inZone', 'dns', '', () => SiteDomain.inZone(none, none)],
  ['SiteDomain.outsideRoute53', 'certificate', '', () => SiteDomain.outsideRoute53('app.bank.example', none)],
  ['SettingStorage.parameter', 'value', '', () => SettingStorage.parameter(none)],
  ['SettingStorage.cacheEndpoint', 'cache', '', () => SettingStorage.cacheEndpoint(none)],
  ['TrafficTier.of', 'after', '', () => TrafficTier.of('Queue', none)],
  ['dns.addAlias', 'target', 'Web/Dns', () => dnsIn().addAlias('a.bank.example', none)],
  ['site.addApi', 'pathPattern', 'Web/Site', () => siteIn(stack()).addApi(none, new HttpOrigin('api.bank.example'))],
  ['site.addApi', 'origin', 'Web/Site', () => siteIn(stack()).addApi('/api/*', none)],
  ['StaticSpaSite', 'customerKey.publisherArns', 'Web/Site', () => siteIn(stack(), { customerKey: {} as any })],
])('%s without %s names it', (method, name, place, call) => {
  expect(call).toThrowProblem('props/missing', name, undefined, place || method);
});

test.each<[string, string, unknown, string, () => unknown]>([
  ['SiteDomain.inZone', 'dns', 'bank.example', '', () => SiteDomain.inZone('bank.example' as any, 'a.bank.example')],
  ['SiteDomain.inZone', 'name', 1, '', () => SiteDomain.inZone(dnsIn(), 1 as any)],
  ['SiteDomain.inZone', 'redirectFrom', 'a', '', () => SiteDomain.inZone(dnsIn(), 'b', { redirectFrom: 'a' as any })],
  ['SettingStorage.parameter', 'value', 1, '', () => SettingStorage.parameter(1 as any)],
  ['SettingStorage.cacheEndpoint', 'cache', 'c', '', () => SettingStorage.cacheEndpoint('c' as any)],
  ['SpaToolchain.flutter', 'ownWebResources', 'no', '', () => SpaToolchain.flutter({ ownWebResources: 'no' as any })],
  ['SpaToolchain.flutter', 'options', true, '', () => SpaToolchain.flutter(true as any)],
  ['site.addApi', 'origin', 'api', 'Web/Site', () => siteIn(stack()).addApi('/api/*', 'api' as any)],
  [
    ...(['site.addApi', 'hostHeader', 'viewer', 'Web/Site'] as const),
    () => siteIn(stack()).addApi('/api/*', new HttpOrigin('api.bank.example'), { hostHeader: 'viewer' as any }),
  ],
  ['site.grantPublish', 'grantee', 'arn', 'Web/Site', () => siteIn(stack()).grantPublish('arn' as any)],
])('%s with %s of another type says what it must be', (method, name, value, place, call) => {
  expect(call).toThrowProblem('props/wrong-type', name, value, place || method);
});

test('a writable path without its parts names both', () => {
  expect(() => apiIn(stack(), { writablePaths: [{} as any] })).toThrowProblems(
    [
      ['props/missing', 'writablePaths.path', undefined],
      ['props/missing', 'writablePaths.size', undefined],
    ],
    'Web/Api',
  );
});
