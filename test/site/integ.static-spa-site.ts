/**
 * A page is served by the edges and not by the bucket, a route of the app is the app, a missing file is not. A site with a
 * wildcard name serves the page to each tenant, and under no other name.
 *
 * Cost: cents; CloudFront and S3 are billed by request.
 * Clean-up: complete but for ACM's validation record. CloudFront may write a last log after the log bucket was emptied: destroy the stack once more then.
 */
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { assertionsOn, caseApp, caseStack, nameOf, withoutRedirects, zoneIn } from '../support/integ-case';
import { SiteDomain, SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

export const app = caseApp();
const stack = caseStack(app, 'integ-static-spa-site');
const site = new StaticSpaSite(stack, 'Site', { toolchain: SpaToolchain.vite(), removalPolicy: RemovalPolicy.DESTROY });
const tenants = new StaticSpaSite(stack, 'Tenants', {
  toolchain: SpaToolchain.vite(),
  domain: SiteDomain.inZone(zoneIn(stack), `*.${nameOf('tenants')}`),
  removalPolicy: RemovalPolicy.DESTROY,
});
const domain = site.distribution.distributionDomainName;

const assertions = assertionsOn(app, 'StaticSpaSite');
const page = { ContentType: 'text/html', Body: '<h1>The bank</h1>' };
const isThePage = ExpectedResult.objectLike({
  status: 200,
  body: page.Body,
  headers: {
    'content-type': ['text/html'],
    'content-security-policy': [site.contentSecurityPolicy],
    'strict-transport-security': [Match.stringLikeRegexp('max-age=31536000')],
    'x-content-type-options': ['nosniff'],
  },
});

assertions
  .awsApiCall('S3', 'putObject', { Bucket: site.bucket.bucketName, Key: 'index.html', ...page })
  .next(assertions.httpApiCall(`https://${domain}/`).expect(isThePage))
  .next(assertions.httpApiCall(`https://${domain}/accounts/42?from=mail`).expect(isThePage))
  .next(
    assertions
      .httpApiCall(`https://${domain}/assets/gone.js`)
      .expect(ExpectedResult.objectLike({ status: 404, headers: { 'x-content-type-options': ['nosniff'] } })),
  )
  .next(
    withoutRedirects(assertions.httpApiCall(`http://${domain}/accounts/42`)).expect(
      ExpectedResult.objectLike({ status: 301, headers: { location: [`https://${domain}/accounts/42`] } }),
    ),
  );

const isItsPage = ExpectedResult.objectLike({ status: 200, body: page.Body });

assertions
  .awsApiCall('S3', 'putObject', { Bucket: tenants.bucket.bucketName, Key: 'index.html', ...page })
  .next(assertions.httpApiCall(`https://acme.${nameOf('tenants')}/`).expect(isItsPage))
  .next(assertions.httpApiCall(`https://umbrella.${nameOf('tenants')}/accounts/42`).expect(isItsPage))
  .next(
    assertions
      .httpApiCall(`https://${tenants.distributionDomainName}/`)
      .expect(ExpectedResult.objectLike({ status: 404 })),
  );
