import { Duration, Stack, Stage } from 'aws-cdk-lib';
import { DeployRole, DeployRoleProps, DeployTrust, OidcIssuer } from '../../../src/delivery';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const role = (stack: Stack, id: string, props: Partial<DeployRoleProps> = {}) => {
  return new DeployRole(stack, id, { trust: anyTrust(), ...props });
};
const attempt = (props: Partial<DeployRoleProps>) => expect(() => role(workloadStack(), 'Deploy', props));
const taken = (roleName: string, before: string, place: string) => {
  return `'roleName' is "${roleName}", but ${before} has that name already, and an account has one role of a name, whatever the path and the case: give one of the two another name, such as another prefix for each Stage [delivery/role-name-taken at ${place}]`;
};

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
  test.each(['prd-ci', 'PRD-CI'])('in one stack are refused: prd-ci and %s', (roleName) => {
    const stack = workloadStack();
    role(stack, 'One', { roleName: 'prd-ci' });

    expect(() => role(stack, 'Other', { roleName })).toThrow(taken(roleName, 'Web/One', 'Web/Other'));
    expect(() => role(stack, 'Third', { roleName: 'prd-ci-2' })).not.toThrow();
  });

  test('are refused whatever their paths', () => {
    const stack = workloadStack();
    role(stack, 'One', { roleName: 'ci', path: '/one/' });

    expect(() => role(stack, 'Other', { roleName: 'ci', path: '/other/' })).toThrow(
      taken('ci', 'Web/One', 'Web/Other'),
    );
  });

  test('are refused in two regions of an account, since roles know no regions', () => {
    const app = newApp();
    role(workloadStack(app), 'One', { roleName: 'ci' });
    const edge = new Stack(app, 'Edge', { env: EDGE });

    expect(() => role(edge, 'Other', { roleName: 'ci' })).toThrow(taken('ci', 'Web/One', 'Edge/Other'));
  });

  test('are refused in two Stages of an account', () => {
    const app = newApp();
    role(workloadStack(new Stage(app, 'Blue')), 'One', { roleName: 'ci' });
    const green = workloadStack(new Stage(app, 'Green'));

    expect(() => role(green, 'One', { roleName: 'ci' })).toThrow(taken('ci', 'Blue/Web/One', 'Green/Web/One'));
  });

  test('are fine in two accounts', () => {
    const app = newApp();
    role(workloadStack(app), 'One', { roleName: 'ci' });
    const other = new Stack(app, 'Other', { env: { ...WORKLOAD, account: '222222222222' } });

    expect(() => role(other, 'One', { roleName: 'ci' })).not.toThrow();
  });

  test('are refused in two stacks without an account, since they mostly go to one', () => {
    const app = newApp();
    const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
    role(one, 'Role', { roleName: 'ci' });

    expect(() => role(other, 'Role', { roleName: 'ci' })).toThrow(taken('ci', 'One/Role', 'Other/Role'));
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
  test.each([
    [Duration.minutes(30), 0.5],
    [Duration.minutes(0), 0],
    [Duration.hours(13), 13],
    [Duration.days(1), 24],
    [Duration.minutes(735), 12.25],
  ])('of %s is refused', (maxSessionDuration, hours) => {
    attempt({ maxSessionDuration }).toThrow(
      `'maxSessionDuration' is "${hours * 3600} seconds", but IAM takes whole seconds, from 3600 to 43200, which is one hour to twelve: take what the longest job needs, or leave it out for one hour [delivery/not-a-session at Web/Deploy]`,
    );
  });

  test.each([3599, 43201])('of %s seconds is refused, one second outside', (seconds) => {
    attempt({ maxSessionDuration: Duration.seconds(seconds) }).toThrow('[delivery/not-a-session at Web/Deploy]');
  });

  test.each([
    Duration.hours(1),
    Duration.seconds(3600),
    Duration.minutes(90),
    Duration.minutes(720),
    Duration.hours(12),
    Duration.minutes(62),
    Duration.seconds(3601),
  ])('of %s is taken', (maxSessionDuration) => {
    attempt({ maxSessionDuration }).not.toThrow();
  });
});

test('all that is wrong is told at once', () => {
  attempt({ roleName: 'a b', path: 'ci', maxSessionDuration: Duration.hours(13) }).toThrow(
    [
      '3 problems [delivery/not-a-role-name, delivery/not-a-path, delivery/not-a-session at Web/Deploy]:',
      `- 'roleName' is "a b", but IAM takes 1 to 64 letters, digits and + = , . @ - _, and it has 3: choose such a name, or leave it out`,
      `- 'path' is "ci", but it has to begin and end with a slash, with letters, digits and + = , . @ - _ between: write it like "/ci/"`,
      `- 'maxSessionDuration' is "46800 seconds", but IAM takes whole seconds, from 3600 to 43200, which is one hour to twelve: take what the longest job needs, or leave it out for one hour`,
    ].join('\n'),
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
