/**
 * Route 53 reaches an address from outside and says so, and says when what it gets is not what was expected.
 *
 * Cost: a few dollars a month for each of two checks, cents for the run; CloudFront is billed by request.
 * Clean-up: complete. ACM's validation record stays in the zone.
 */
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { Duration } from 'aws-cdk-lib';
import { assertionsOn, caseApp, caseStack, edgeIn, nameOf, zoneIn } from '../support/integ-case';
import { EdgeCertificate } from 'rl-bank-constructs/edge';
import { AliasTarget } from 'rl-bank-constructs/network';
import { UptimeCheck } from 'rl-bank-constructs/observability';

export const app = caseApp();
const stack = caseStack(app, 'integ-uptime-check');
const dns = zoneIn(stack);
const name = nameOf('uptime');
const certificate = new EdgeCertificate(stack, 'Certificate', { zone: dns.zone, domainName: name });
dns.addAlias(name, AliasTarget.distribution(edgeIn(stack, { certificate, domainNames: [name] })));
const check = (id: string, expectedText: string) =>
  new UptimeCheck(stack, id, { url: `https://${name}/health`, expectedText, interval: Duration.seconds(10) });
const [reached, surprised] = [check('Reached', `The bank at ${name}`), check('Surprised', 'The bank is elsewhere')];

const assertions = assertionsOn(app, 'UptimeCheck');
const says = ({ healthCheck }: UptimeCheck, status: string) =>
  assertions
    .awsApiCall('Route53', 'getHealthCheckStatus', { HealthCheckId: healthCheck.healthCheckId })
    .expect(
      ExpectedResult.objectLike({
        HealthCheckObservations: Match.arrayWith([
          Match.objectLike({ StatusReport: Match.objectLike({ Status: Match.stringLikeRegexp(status) }) }),
        ]),
      }),
    )
    .waitForAssertions({ interval: Duration.seconds(15), totalTimeout: Duration.minutes(5) }); // places begin one by one

says(reached, '^Success: HTTP Status Code 200');
says(surprised, '^Failure: HTTP Status Code 200');
