import { resourcesOf, workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

const headersOf = (props = {}) => {
  const stack = workloadStack();
  const site = siteIn(stack, props);
  const [policy] = resourcesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy');
  return { site, config: policy.Properties.ResponseHeadersPolicyConfig };
};

test('browsers are told the policy, and not to guess, frame, leak or come without TLS', () => {
  const { site, config } = headersOf();

  expect(config.SecurityHeadersConfig).toEqual({
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
  expect(headersOf({ permissionsPolicy }).config.CustomHeadersConfig.Items).toEqual([
    { Header: 'Permissions-Policy', Override: true, Value },
  ]);
});
