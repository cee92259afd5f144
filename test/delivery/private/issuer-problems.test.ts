import { App, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { OidcIssuer, OidcIssuerAttributes, OidcIssuerProps } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';

const attempt = (props: OidcIssuerProps, stack = workloadStack(), id = 'Issuer') => {
  return expect(() => new OidcIssuer(stack, id, props));
};
const attemptImport = (attributes: OidcIssuerAttributes, stack = workloadStack()) => {
  return expect(() => OidcIssuer.fromOidcIssuerAttributes(stack, 'Issuer', attributes));
};
const URL = 'https://token.actions.githubusercontent.com';

test.each([
  'token.actions.githubusercontent.com',
  'http://token.actions.githubusercontent.com',
  'https://token.actions.githubusercontent.com/',
  'https://gitlab.example:8443',
  'https://gitlab.example/?a=b',
  'https://GitLab.example',
  'https://gitlab.example/*',
  'https://',
  '',
])('the url "%s" is refused', (url) => {
  attempt({ url }).toThrowProblem('delivery/not-an-issuer', 'url', url, 'Web/Issuer');
  attemptImport({ url }).toThrowProblem('delivery/not-an-issuer', 'url', url, 'Web/Issuer');
});

test.each([URL, 'https://gitlab.example', 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC123', 'https://a.b/c/d~1'])(
  'the url "%s" is accepted',
  (url) => {
    attempt({ url }).not.toThrow();
    attemptImport({ url }).not.toThrow();
  },
);

test('an empty audience is refused', () => {
  attempt({ audience: '' }).toThrowProblem('delivery/no-audience', 'audience', '', 'Web/Issuer');
  attempt({ audience: 'a' }).not.toThrow();
});

test('a url that is a token is accepted', () => {
  attempt({ url: Lazy.string({ produce: () => URL }) }).not.toThrow();
});

describe('the ARN of a provider that exists', () => {
  test.each([
    '',
    'arn:aws:iam::111111111111:oidc-provider/',
    'arn:aws:iam::111111111111:role/ci',
    'token.actions.githubusercontent.com',
  ])('"%s" is refused', (arn) => {
    expect(() => OidcIssuer.fromOidcProviderArn(workloadStack(), 'Issuer', arn)).toThrowProblem(
      'delivery/not-a-provider-arn',
      'oidcProviderArn',
      arn,
      'Web/Issuer',
    );
  });

  test('is refused as a token without a URL, and accepted with one', () => {
    const stack = workloadStack();
    const provider = new OidcProviderNative(stack, 'Provider', { url: URL });

    expect(() => OidcIssuer.fromOpenIdConnectProvider(stack, 'Issuer', provider)).toThrowProblem(
      'delivery/not-a-provider-arn',
      'oidcProviderArn',
      '…',
      'Web/Issuer',
    );
    expect(() => OidcIssuer.fromOpenIdConnectProvider(stack, 'Known', provider, { url: URL })).not.toThrow();
  });
});

describe('the factories of an issuer', () => {
  const GITLAB = 'arn:aws:iam::111111111111:oidc-provider/gitlab.com';

  test.each<[string, string, (stack: Stack) => unknown]>([
    ['fromOidcProviderArn', 'oidcProviderArn', (stack) => OidcIssuer.fromOidcProviderArn(stack, 'I', undefined as any)],
    [
      'fromOpenIdConnectProvider',
      'provider',
      (stack) => OidcIssuer.fromOpenIdConnectProvider(stack, 'I', undefined as any),
    ],
    ['fromOpenIdConnectProvider', 'provider', (stack) => OidcIssuer.fromOpenIdConnectProvider(stack, 'I', {} as any)],
  ])('%s names %s if plain JavaScript leaves it out', (factory, prop, build) => {
    expect(() => build(workloadStack())).toThrowProblem('props/missing', prop, undefined, `OidcIssuer.${factory}`);
  });

  test('refuse a URL that is not that of the provider', () => {
    const stack = workloadStack();
    const provider = OidcProviderNative.fromOidcProviderArn(stack, 'GitLab', GITLAB);
    const refused = ['delivery/url-of-another-provider', 'url', URL, 'Web/Issuer'] as const;

    attemptImport({ oidcProviderArn: GITLAB, url: URL }).toThrowProblem(...refused);
    expect(() => OidcIssuer.fromOpenIdConnectProvider(stack, 'Issuer', provider, { url: URL })).toThrowProblem(
      ...refused,
    );
  });

  test('accept the URL of the provider, and one beside a token', () => {
    const url = 'https://gitlab.com';

    attemptImport({ oidcProviderArn: GITLAB, url }).not.toThrow();
    attemptImport({ oidcProviderArn: Lazy.string({ produce: () => GITLAB }), url }).not.toThrow();
    attemptImport({
      oidcProviderArn: `arn:aws:iam::111111111111:oidc-provider/${Lazy.string({ produce: () => 'gitlab.com' })}`,
      url,
    }).not.toThrow();
  });
});

describe('an issuer that is made twice', () => {
  const otherAccount = { ...WORKLOAD, account: '222222222222' };
  /** A place for each of two issuers. */
  const places: Record<string, (app: App) => [Stack, Stack]> = {
    'one stack': (app) => {
      const stack = workloadStack(app);
      return [stack, stack];
    },
    'two regions of one account, since issuers know no regions': (app) => [
      workloadStack(app),
      new Stack(app, 'Edge', { env: EDGE }),
    ],
    'two Stages of one account': (app) => [
      workloadStack(new Stage(app, 'Blue')),
      workloadStack(new Stage(app, 'Green')),
    ],
    'two stacks without an account, since they mostly go to one': (app) => [
      new Stack(app, 'One'),
      new Stack(app, 'Other'),
    ],
  };

  test.each(Object.keys(places))('is refused in %s, for another audience too', (name) => {
    const [one, other] = places[name](newApp());
    new OidcIssuer(one, 'One');

    attempt({ audience: 'bank' }, other, 'Other').toThrowProblem(
      'delivery/issuer-made-twice',
      'url',
      URL,
      `${other.node.path}/Other`,
    );
  });

  test('is imported the second time, as often as needed', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attemptImport({}, stack).not.toThrow();
    attemptImport({}, workloadStack(stack, 'Other')).not.toThrow();
  });

  test('is accepted in two accounts, in Stages too, and for another URL', () => {
    const app = newApp();
    const stack = workloadStack(new Stage(app, 'Dev'));
    new OidcIssuer(stack, 'GitHub');

    attempt({}, new Stack(new Stage(app, 'Prd'), 'Web', { env: otherAccount }), 'GitHub').not.toThrow();
    attempt({ url: 'https://gitlab.example' }, stack, 'Other').not.toThrow();
  });
});
