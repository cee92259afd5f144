/**
 * Route 53 answers a name that leads to a distribution with addresses of both kinds, and knows nothing of its neighbour.
 *
 * Cost: none by itself; CloudFront and Route 53 are billed by request.
 * Clean-up: complete; the zone was there before, and has no record more than it had but ACM's for validation.
 */
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { assertionsOn, caseApp, caseStack, edgeIn, nameOf, place } from '../support/integ-case';
import { EdgeCertificate } from 'rl-bank-constructs/edge';
import { AliasTarget, BankDns, HostedZoneSource } from 'rl-bank-constructs/network';

export const app = caseApp();
const stack = caseStack(app, 'integ-bank-dns');
const zone = HostedZoneSource.fromHostedZoneId(place.hostedZoneId);
const dns = new BankDns(stack, 'Dns', { rootDomain: place.rootDomain, zone });
const name = nameOf('dns');
const certificate = new EdgeCertificate(stack, 'Certificate', { zone: dns.zone, domainName: name });
dns.addAlias(name, AliasTarget.distribution(edgeIn(stack, { certificate, domainNames: [name] })));

const assertions = assertionsOn(app, 'BankDns');
const isAnsweredWith = (address: string) =>
  ExpectedResult.objectLike({
    ResponseCode: 'NOERROR',
    RecordData: Match.arrayWith([Match.stringLikeRegexp(address)]),
  });
const ask = (RecordName: string, RecordType: string) =>
  assertions.awsApiCall('Route53', 'testDNSAnswer', { HostedZoneId: place.hostedZoneId, RecordName, RecordType });

ask(name, 'A').expect(isAnsweredWith('^\\d+\\.\\d+\\.\\d+\\.\\d+$'));
ask(name, 'AAAA').expect(isAnsweredWith('^[0-9a-f:]+$'));
ask(`other-${name}`, 'A').expect(ExpectedResult.objectLike({ ResponseCode: 'NXDOMAIN' }));
