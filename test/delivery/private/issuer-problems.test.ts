import { Lazy, Stack, Stage } from 'aws-cdk-lib';
import { OidcIssuer, OidcIssuerProps } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';

const attempt = (props: OidcIssuerProps, stack = workloadStack(), id = 'Issuer') => {
  return expect(() => new OidcIssuer(stack, id, props));
};
const URL = 'https://token.actions.githubusercontent.com';
const twice = (before: string, place: string) => {
  return `'url' is "${URL}", but ${before} makes it already, and an account has one for an address: pass ${before} around, or state by 'issuerExists' that it is there [delivery/issuer-made-twice at ${place}]`;
};

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
  test('in one stack is refused', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attempt({ url: URL }, stack, 'Other').toThrow(twice('Web/One', 'Web/Other'));
  });

  test('in two regions of one account is refused, since issuers know no regions', () => {
    const app = newApp();
    new OidcIssuer(workloadStack(app), 'One');

    attempt({}, new Stack(app, 'Edge', { env: EDGE }), 'Other').toThrow(twice('Web/One', 'Edge/Other'));
  });

  test('in two Stages of one account is refused', () => {
    const app = newApp();
    new OidcIssuer(workloadStack(new Stage(app, 'Blue')), 'GitHub');

    attempt({}, workloadStack(new Stage(app, 'Green')), 'GitHub').toThrow(twice('Blue/Web/GitHub', 'Green/Web/GitHub'));
  });

  test('for another audience is refused too', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attempt({ audience: 'bank' }, stack, 'Other').toThrow(twice('Web/One', 'Web/Other'));
  });

  test('is adopted the second time, as often as one likes', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attempt({ issuerExists: true }, stack, 'Second').not.toThrow();
    attempt({ issuerExists: true }, stack, 'Third').not.toThrow();
  });

  test('in two accounts is fine, in Stages too', () => {
    const app = newApp();
    new OidcIssuer(workloadStack(new Stage(app, 'Dev')), 'GitHub');
    const prd = new Stack(new Stage(app, 'Prd'), 'Web', { env: { ...WORKLOAD, account: '222222222222' } });

    attempt({}, prd, 'GitHub').not.toThrow();
  });

  test('for another address is fine', () => {
    const stack = workloadStack();
    new OidcIssuer(stack, 'One');

    attempt({ url: 'https://gitlab.example' }, stack, 'Other').not.toThrow();
  });

  test('in two stacks without an account is refused, since they mostly go to one', () => {
    const app = newApp();
    const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
    new OidcIssuer(one, 'GitHub');

    attempt({}, other, 'GitHub').toThrow(twice('One/GitHub', 'Other/GitHub'));
  });
});
