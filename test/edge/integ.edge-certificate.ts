/**
 * A stack in the region of the bank gets a certificate of us-east-1, and CloudFront serves its names with it.
 *
 * Cost: none by itself; CloudFront is billed by request.
 * Clean-up: complete. ACM's validation records stay in the zone, as ACM keeps them for the next certificate.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { assertionsOn, caseApp, caseStack, edgeIn, nameOf, zoneIn } from '../support/integ-case';
import { EdgeCertificate } from 'rl-bank-constructs/edge';
import { AliasTarget } from 'rl-bank-constructs/network';

export const app = caseApp();
const stack = caseStack(app, 'integ-edge-certificate');
const dns = zoneIn(stack);
const [name, beside] = [nameOf('edge'), `www.${nameOf('edge')}`];
const certificate = new EdgeCertificate(stack, 'Certificate', {
  zone: dns.zone,
  domainName: name,
  alternativeNames: [`*.${name}`],
});
const edge = edgeIn(stack, { certificate, domainNames: [name, beside] });
[name, beside].forEach((alias) => dns.addAlias(alias, AliasTarget.distribution(edge)));

const assertions = assertionsOn(app, 'EdgeCertificate');
[name, beside].forEach((alias) => {
  const isServed = ExpectedResult.objectLike({ status: 200, body: `The bank at ${alias}` });
  assertions.httpApiCall(`https://${alias}/`).expect(isServed);
});
