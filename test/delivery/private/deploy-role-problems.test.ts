import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { DeployRole, DeployRoleProps, DeployTrust, IOidcIssuer, OidcIssuer, OidcSubject } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const role = (stack: Stack, id: string, props: Partial<DeployRoleProps> = {}) => {
  return new DeployRole(stack, id, { trust: anyTrust(), ...props });
};
const attempt = (props: Partial<DeployRoleProps>) => expect(() => role(workloadStack(), 'Deploy', props));

describe('roleName', () => {
  test.each(['a'.repeat(65), '', 'a b', 'a/b', 'a*', 'ä'])('"%s" is refused', (roleName) => {
    attempt({ roleName }).toThrowProblem('delivery/not-a-role-name', 'roleName', roleName, 'Web/Deploy');
  });

  test.each(['a', 'a'.repeat(64), 'A+=,.@-_9'])('"%s" is accepted', (roleName) => {
    attempt({ roleName }).not.toThrow();
  });
});

describe('two roles of one name', () => {
  /** A place for each of two roles. */
  const places: Record<string, (app: App) => [Stack, Stack]> = {
    'one stack': (app) => {
      const stack = workloadStack(app);
      return [stack, stack];
    },
    'two regions of an account, since roles know no regions': (app) => [
      workloadStack(app),
      new Stack(app, 'Edge', { env: EDGE }),
    ],
    'two Stages of an account': (app) => [
      workloadStack(new Stage(app, 'Blue')),
      workloadStack(new Stage(app, 'Green')),
    ],
    'two stacks without an account, since they mostly go to one': (app) => [
      new Stack(app, 'One'),
      new Stack(app, 'Other'),
    ],
  };

  test.each(Object.keys(places))('are refused in %s', (name) => {
    const [one, other] = places[name](newApp());
    role(one, 'One', { roleName: 'ci' });

    expect(() => role(other, 'Other', { roleName: 'ci' })).toThrowProblem(
      'delivery/role-name-taken',
      'roleName',
      'ci',
      `${other.node.path}/Other`,
    );
  });

  test.each<Partial<DeployRoleProps>>([{ roleName: 'CI' }, { roleName: 'ci', path: '/other/' }])(
    'are refused whatever case and path: %j',
    (props) => {
      const stack = workloadStack();
      role(stack, 'One', { roleName: 'ci', path: '/one/' });

      expect(() => role(stack, 'Other', props)).toThrowProblem(
        'delivery/role-name-taken',
        'roleName',
        props.roleName,
        'Web/Other',
      );
    },
  );

  test('are accepted in two accounts, and so are two names in one', () => {
    const app = newApp();
    const stack = workloadStack(app);
    role(stack, 'One', { roleName: 'ci' });
    const other = new Stack(app, 'Other', { env: { ...WORKLOAD, account: '222222222222' } });

    expect(() => role(other, 'One', { roleName: 'ci' })).not.toThrow();
    expect(() => role(stack, 'Other', { roleName: 'ci-2' })).not.toThrow();
  });
});

describe('path', () => {
  test.each(['ci', '/ci', 'ci/', '', '/c i/', '/ü/'])('"%s" is refused', (path) => {
    attempt({ path }).toThrowProblem('delivery/not-a-path', 'path', path, 'Web/Deploy');
  });

  test.each(['/', '/ci/', '/rl-bank/ci/'])('"%s" is accepted', (path) => {
    attempt({ path }).not.toThrow();
  });
});

describe('maxSessionDuration', () => {
  test.each([0, 1800, 3599, 43201, 46800, 86400])('of %s seconds is refused', (seconds) => {
    attempt({ maxSessionDuration: Duration.seconds(seconds) }).toThrowProblem(
      'delivery/not-a-session',
      'maxSessionDuration',
      `${seconds} seconds`,
      'Web/Deploy',
    );
  });

  test.each([3600, 3601, 5400, 43200])('of %s seconds is accepted', (seconds) => {
    attempt({ maxSessionDuration: Duration.seconds(seconds) }).not.toThrow();
  });
});

test('all problems of a role are in one error', () => {
  attempt({ roleName: 'a b', path: 'ci', maxSessionDuration: Duration.hours(13) }).toThrowProblems(
    [
      ['delivery/not-a-role-name', 'roleName', 'a b'],
      ['delivery/not-a-path', 'path', 'ci'],
      ['delivery/not-a-session', 'maxSessionDuration', '46800 seconds'],
    ],
    'Web/Deploy',
  );
});

test('an issuer of another account is refused: STS looks for it in the account of the role', () => {
  const app = newApp();
  const theirs = new Stack(app, 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
  const byStack = OidcIssuer.fromOidcIssuerAttributes(theirs, 'GitHub');
  const roles = workloadStack(app);
  const arn = 'arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com';
  const byArn = OidcIssuer.fromOidcProviderArn(roles, 'GitHub', arn);
  const roleTrusting = (issuer: IOidcIssuer, id: string) => {
    return expect(() => role(roles, id, { trust: DeployTrust.oidc(issuer, [OidcSubject.of('repo:o/r:a')]) }));
  };

  roleTrusting(byArn, 'Role').toThrowProblem('delivery/issuer-in-other-account', 'trust', 'Web/GitHub', 'Web/Role');
  roleTrusting(byStack, 'Deploy').toThrowProblem(
    'delivery/issuer-in-other-account',
    'trust',
    'Theirs/GitHub',
    'Web/Deploy',
  );
});
