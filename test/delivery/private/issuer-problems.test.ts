import { App, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { OidcIssuer, OidcIssuerProps } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';

const attempt = (props: OidcIssuerProps, stack = workloadStack(), id = 'Issuer') => {
  return expect(() => new OidcIssuer(stack, id, props));
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
])('"%s" is no issuer', (url) => {
  attempt({ url }).toThrow(
    `'url' is "${url}", but it has to be an address that begins with https://, in small letters, without port, query and final slash: write it like "https://token.actions.githubusercontent.com" [delivery/not-an-issuer at Web/Issuer]`,
  );
  attempt({ url, issuerExists: true }).toThrow('[delivery/not-an-issuer at Web/Issuer]');
});

test.each([URL, 'https://gitlab.example', 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC123', 'https://a.b/c/d~1'])(
  '"%s" is an issuer',
  (url) => {
    attempt({ url }).not.toThrow();
    attempt({ url, issuerExists: true }).not.toThrow();
  },
);

test('tokens for anybody are refused', () => {
  attempt({ audience: '' }).toThrow(
    `'audience' is "", but it has to be one text of 1 to 255 characters, without spaces and wildcards: name the audience, such as "sts.amazonaws.com" [delivery/no-audience at Web/Issuer]`,
  );
  attempt({ audience: 'a' }).not.toThrow();
});

test('an address that only CloudFormation knows is taken', () => {
  attempt({ url: Lazy.string({ produce: () => URL }) }).not.toThrow();
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
    const before = `${one.node.path}/One`;

    attempt({ audience: 'bank' }, other, 'Other').toThrow(
      `'url' is "${URL}", but ${before} makes it already, and an account has one for an address: pass ${before} around, or state by 'issuerExists' that it is there [delivery/issuer-made-twice at ${other.node.path}/Other]`,
    );
  });

  test('is adopted the second time, as often as one likes', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attempt({ issuerExists: true }, stack, 'Second').not.toThrow();
    attempt({ issuerExists: true }, stack, 'Third').not.toThrow();
  });

  test('is fine in two accounts, in Stages too, and for another address', () => {
    const app = newApp();
    const stack = workloadStack(new Stage(app, 'Dev'));
    new OidcIssuer(stack, 'GitHub');

    attempt({}, new Stack(new Stage(app, 'Prd'), 'Web', { env: otherAccount }), 'GitHub').not.toThrow();
    attempt({ url: 'https://gitlab.example' }, stack, 'Other').not.toThrow();
  });
});
