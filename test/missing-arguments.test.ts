import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { apiIn } from './support/api';
import { newApp, workloadStack } from './support/cloud';
import { siteIn } from './support/site';
import { TrafficTier } from '../src/core';
import { SettingStorage } from '../src/data';
import { AliasTarget, BankDns, HostedZoneSource } from '../src/network';
import { ApiDomain } from '../src/service';
import { SiteDomain } from '../src/site';

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

test('a writable path without its parts names both', () => {
  expect(() => apiIn(stack(), { writablePaths: [{} as any] })).toThrowProblems(
    [
      ['props/missing', 'writablePaths.path', undefined],
      ['props/missing', 'writablePaths.size', undefined],
    ],
    'Web/Api',
  );
});
