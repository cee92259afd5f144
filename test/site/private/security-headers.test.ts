import { Stack } from 'aws-cdk-lib';
import { resourcesOf, workloadStack } from '../../support/cloud';
import { siteIn, siteToRead } from '../../support/site';

const headersIn = (stack: Stack) => {
  const [policy] = resourcesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy');
  return policy.Properties.ResponseHeadersPolicyConfig;
};

test('browsers are told the policy, and not to guess, frame, leak or come without TLS', () => {
  const { stack, site } = siteToRead();

  expect(headersIn(stack).SecurityHeadersConfig).toEqual({
    ContentSecurityPolicy: { ContentSecurityPolicy: site.contentSecurityPolicy, Override: true },
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true },
  });
});

test.each([
  [undefined, 'camera=(), geolocation=(), microphone=()'],
  ['camera=(self)', 'camera=(self)'],
])('the Permissions-Policy %s is %s', (permissionsPolicy, Value) => {
  const stack = workloadStack();
  siteIn(stack, { permissionsPolicy });

  expect(headersIn(stack).CustomHeadersConfig.Items).toEqual([{ Header: 'Permissions-Policy', Override: true, Value }]);
});
