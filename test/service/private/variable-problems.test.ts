import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IRuntimeSettings } from '../../../src/data';
import { apiIn, ApiProps } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const attempt = (props: ApiProps, stack: Stack = workloadStack()) => expect(() => apiIn(stack, props));

/** Settings of the team's own. */
function settingsOf(stack: Stack, keys: string[], more: Partial<IRuntimeSettings> = {}): IRuntimeSettings {
  const parameters = Object.fromEntries(
    keys.map((key, index) => [key, StringParameter.fromStringParameterName(stack, `P${index}`, '/team/a')]),
  );
  return { port: 9000, parameters, secrets: {}, toFill: [], fingerprint: '1', ...more };
}

test.each(['', 'A B', '1A', 'A-B', 'Ä'])('"%s" is no name of a variable', (key) => {
  const stack = workloadStack();
  const allowed = 'the name of a variable is letters, digits and underscores, with no digit first';

  attempt({ environment: { [key]: 'x' } }).toThrow(
    `'environment' is "${key}", but ${allowed}: write it like "LOG_LEVEL" [api/not-a-variable at Web/Api]`,
  );
  attempt({ settings: settingsOf(stack, [key]) }, stack).toThrow(
    `'settings' is "${key}", but ${allowed}: write it like "LOG_LEVEL" [api/not-a-variable at Web/Api]`,
  );
});

test.each(['A', '_a1', 'LOG_LEVEL'])('"%s" is one', (key) => {
  attempt({ environment: { [key]: 'x' } }).not.toThrow();
});

test('a key among parameters and secrets is refused', () => {
  const stack = workloadStack();
  const secrets = { TWICE: scaffoldIn(stack).secrets.API_KEY };

  attempt({ settings: settingsOf(stack, ['TWICE'], { secrets }) }, stack).toThrow(
    `'settings' is "TWICE", but it is among the parameters and among the secrets, and ECS refuses a name that is there twice: leave it in one of the two [api/variable-twice at Web/Api]`,
  );
});

test('a port of the settings has to be one', () => {
  const stack = workloadStack();

  attempt({ settings: settingsOf(stack, [], { port: 0 }) }, stack).toThrow(
    `'settings.port' is 0, but a port is a whole number from 1 to 65535: give the port that the API listens on [api/not-a-port at Web/Api]`,
  );
});

test.each(['', 'x'.repeat(300)])('a fingerprint may be any text, such as "%s"', (fingerprint) => {
  const stack = workloadStack();

  attempt({ settings: settingsOf(stack, ['A'], { fingerprint }) }, stack).not.toThrow();
});
