import { RemovalPolicy } from 'aws-cdk-lib';
import { removalOf } from '../../../../src/core/private/resources/removal-policy';
import { newApp, workloadStack } from '../../../support/cloud';

const armed = (value: unknown) => workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': value } }));

test.each([undefined, false])('data is kept by default: %s', (destroy) => {
  expect(removalOf(workloadStack(), 'destroyContent', destroy)).toBe(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
});

test('one key alone destroys nothing', () => {
  expect(removalOf(armed(true), 'destroyContent', undefined)).toBe(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  expect(() => removalOf(workloadStack(), 'destroyContent', true)).toThrow(
    `'destroyContent' is true, but destroying data takes a second key, and the app does not have it: set the context "rl-bank-constructs:destroyData" to true as well, or leave 'destroyContent' out to keep the data [removal/second-key-missing at Web]`,
  );
});

test.each([true, 'true'])('two keys do, also where the context comes from the command line: %j', (value) => {
  expect(removalOf(armed(value), 'destroyContent', true)).toBe(RemovalPolicy.DESTROY);
});

test.each([false, 'false', 'yes', 1])('%j is no key', (value) => {
  expect(() => removalOf(armed(value), 'destroyContent', true)).toThrow('[removal/second-key-missing at Web]');
});
