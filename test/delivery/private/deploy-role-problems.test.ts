import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { DeployRole, DeployRoleProps, DeployTrust, OidcIssuer } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const role = (stack: Stack, id: string, props: Partial<DeployRoleProps> = {}) => {
  return new DeployRole(stack, id, { trust: anyTrust(), ...props });
};
const attempt = (props: Partial<DeployRoleProps>) => expect(() => role(workloadStack(), 'Deploy', props));

describe('the name', () => {
  test.each(['a'.repeat(65), '', 'a b', 'a/b', 'a*', 'ä'])('"%s" is refused', (roleName) => {
    attempt({ roleName }).toThrow(
      `'roleName' is "${roleName}", but IAM takes 1 to 64 letters, digits and + = , . @ - _, and it has ${roleName.length}: choose such a name, or leave it out [delivery/not-a-role-name at Web/Deploy]`,
    );
  });

  test.each(['a', 'a'.repeat(64), 'A+=,.@-_9'])('"%s" is taken', (roleName) => {
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

    expect(() => role(other, 'Other', { roleName: 'ci' })).toThrow(
      `'roleName' is "ci", but ${one.node.path}/One has that name already, and an account has one role of a name, whatever the path and the case: give one of the two another name, such as another prefix for each Stage [delivery/role-name-taken at ${other.node.path}/Other]`,
    );
  });

  test.each<Partial<DeployRoleProps>>([{ roleName: 'CI' }, { roleName: 'ci', path: '/other/' }])(
    'are refused whatever case and path: %j',
    (props) => {
      const stack = workloadStack();
      role(stack, 'One', { roleName: 'ci', path: '/one/' });

      expect(() => role(stack, 'Other', props)).toThrow('[delivery/role-name-taken at Web/Other]');
    },
  );

  test('are fine in two accounts, and so are two names in one', () => {
    const app = newApp();
    const stack = workloadStack(app);
    role(stack, 'One', { roleName: 'ci' });
    const other = new Stack(app, 'Other', { env: { ...WORKLOAD, account: '222222222222' } });

    expect(() => role(other, 'One', { roleName: 'ci' })).not.toThrow();
    expect(() => role(stack, 'Other', { roleName: 'ci-2' })).not.toThrow();
  });
});

describe('the path', () => {
  test.each(['ci', '/ci', 'ci/', '', '/c i/', '/ü/'])('"%s" is refused', (path) => {
    attempt({ path }).toThrow(
      `'path' is "${path}", but it has to begin and end with a slash, with letters, digits and + = , . @ - _ between: write it like "/ci/" [delivery/not-a-path at Web/Deploy]`,
    );
  });

  test.each(['/', '/ci/', '/rl-bank/ci/'])('"%s" is taken', (path) => {
    attempt({ path }).not.toThrow();
  });
});

describe('a session', () => {
  test.each([0, 1800, 3599, 43201, 46800, 86400])('of %s seconds is refused', (seconds) => {
    attempt({ maxSessionDuration: Duration.seconds(seconds) }).toThrow(
      `'maxSessionDuration' is "${seconds} seconds", but IAM takes whole seconds, from 3600 to 43200, which is one hour to twelve: take what the longest job needs, or leave it out for one hour [delivery/not-a-session at Web/Deploy]`,
    );
  });

  test.each([3600, 3601, 5400, 43200])('of %s seconds is taken', (seconds) => {
    attempt({ maxSessionDuration: Duration.seconds(seconds) }).not.toThrow();
  });
});

test('all that is wrong is told at once', () => {
  attempt({ roleName: 'a b', path: 'ci', maxSessionDuration: Duration.hours(13) }).toThrow(
    '3 problems [delivery/not-a-role-name, delivery/not-a-path, delivery/not-a-session at Web/Deploy]:',
  );
});

test('an issuer of another account is refused: STS looks for it in the account of the role', () => {
  const app = newApp();
  const theirs = new Stack(app, 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
  const trust = DeployTrust.token(new OidcIssuer(theirs, 'GitHub', { issuerExists: true }), ['repo:o/r:a']);

  expect(() => new DeployRole(workloadStack(app), 'Deploy', { trust })).toThrow(
    `'trust' is "Theirs/GitHub", but it is known to account 222222222222, and the role is in 111111111111, where STS looks for it: make an OidcIssuer in 111111111111 too [delivery/issuer-in-other-account at Web/Deploy]`,
  );
});
