import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SamlProvider, UserSignIn } from '../../../../src/access';
import { AlarmSeverity } from '../../../../src/core';
import { workloadStack } from '../../../support/cloud';
import { ENTRA, federatedIn, usersIn } from '../../../support/users';

const { users, entra } = federatedIn(workloadStack());
users.addAppClient('Web');
users.addAppClient('Staff', { providers: [entra], callbackUrls: ['https://staff.tracker.example/'] });
const alarm = (id: string) => users.alarmDefinitions.find((it) => it.id === id)!;
const sources = (metric: unknown) => Object.values((metric as MathExpression).usingMetrics) as Metric[];

test('sign-ins page when nine of ten fail for a quarter of an hour, of ten attempts at least', () => {
  const { metric, severity, threshold, evaluationPeriods } = alarm('SignInsFail');

  expect([severity, threshold, evaluationPeriods]).toEqual([AlarmSeverity.PAGE, 10, 3]);
  expect((metric as MathExpression).expression).toBe(
    'IF((FILL(attempted0, 0) + FILL(attempted1, 0)) >= 10, 100 * (FILL(succeeded0, 0) + FILL(succeeded1, 0)) / (FILL(attempted0, 0) + FILL(attempted1, 0)), 100)',
  );
  expect(sources(metric).map(({ metricName, statistic }) => `${metricName} ${statistic}`)).toEqual([
    ...['SignInSuccesses Sum', 'FederationSuccesses Sum'],
    ...['SignInSuccesses SampleCount', 'FederationSuccesses SampleCount'],
  ]);
});

test('a provider has metrics of its own, by its name', () => {
  const [email, federated] = sources(alarm('SignInsThrottled').metric);

  expect(Object.keys(email.dimensions!).sort()).toEqual(['UserPool', 'UserPoolClient']);
  expect(federated.dimensions).toMatchObject({ IdentityProvider: 'Entra' });
});

test('CM5 an alarm takes five ways to sign in, and the next five have another', () => {
  const { users: many } = federatedIn(workloadStack(), { signIn: UserSignIn.samlOnly(), sender: undefined });
  const names = Array.from({ length: 11 }, (_, index) => `Tenant${index}`);
  const providers = names.map((name) => many.addSamlProvider(name, SamlProvider.entraId({ metadata: ENTRA })));
  many.addAppClient('Web', { providers, callbackUrls: ['https://platform.example/'] });
  const found = many.alarmDefinitions.map(({ id, metric }) => {
    const named = sources(metric).map(({ dimensions }) => dimensions!.IdentityProvider);
    return [id, sources(metric).length, named[0], named.at(-1)];
  });

  expect(found).toEqual([
    ['SignInsFail', 10, 'Tenant0', 'Tenant4'],
    ['SignInsFail2', 10, 'Tenant5', 'Tenant9'],
    ['SignInsFail3', 2, 'Tenant10', 'Tenant10'],
    ['SignInsThrottled', 5, 'Tenant0', 'Tenant4'],
    ['SignInsThrottled2', 5, 'Tenant5', 'Tenant9'],
    ['SignInsThrottled3', 1, 'Tenant10', 'Tenant10'],
  ]);
  expect((many.metricSignInSuccessRate() as MathExpression).expression.length).toBeLessThan(2048);
});

test('emails that were not delivered are a ticket, with the log', () => {
  const { metric, severity, logGroupName } = alarm('EmailsNotDelivered');

  expect([severity, (metric as Metric).metricName]).toEqual([AlarmSeverity.TICKET, 'IncomingLogEvents']);
  expect(logGroupName).toBe((metric as Metric).dimensions!.LogGroupName);
  expect(users.logQueries[0].logGroupName).toBe(logGroupName);
});

test('a directory without a client has no alarm on sign-ins, and no graph', () => {
  const empty = usersIn(workloadStack());

  expect(empty.alarmDefinitions.map(({ id }) => id)).toEqual(['EmailsNotDelivered']);
  expect(empty.graphDefinitions.map(({ title }) => title)).toEqual(['Emails not delivered']);
});

test('a directory that sends no emails has alarms and graphs of sign-ins alone', () => {
  const props = { signIn: UserSignIn.samlOnly(), sender: undefined };
  const { users: staff, entra: provider } = federatedIn(workloadStack(), props);
  staff.addAppClient('Staff', { providers: [provider], callbackUrls: ['https://staff.tracker.example/'] });

  expect(staff.alarmDefinitions.map(({ id }) => id)).toEqual(['SignInsFail', 'SignInsThrottled']);
  expect(staff.graphDefinitions.map(({ title }) => title)).toEqual(['Sign-ins that succeed', 'Sign-ins throttled']);
});
