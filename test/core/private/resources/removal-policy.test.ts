import { RemovalPolicy } from 'aws-cdk-lib';
import { removalPolicyOf } from '../../../../src/core/private/resources/removal-policy';
import { newApp, workloadStack } from '../../../support/cloud';

const { DESTROY, RETAIN, RETAIN_ON_UPDATE_OR_DELETE, SNAPSHOT } = RemovalPolicy;
const armed = (value: unknown) => workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': value } }));

test.each([undefined, RETAIN, RETAIN_ON_UPDATE_OR_DELETE])(
  'removalPolicy %s retains data, with the context too',
  (it) => {
    expect(removalPolicyOf(workloadStack(), it)).toBe(RETAIN_ON_UPDATE_OR_DELETE);
    expect(removalPolicyOf(armed(true), it)).toBe(RETAIN_ON_UPDATE_OR_DELETE);
  },
);

test.each([true, 'true'])('DESTROY destroys where the context is %j, also from the command line', (value) => {
  expect(removalPolicyOf(armed(value), DESTROY)).toBe(DESTROY);
});

test.each([undefined, false, 'false', 'yes', 1])('DESTROY is refused where the context is %j', (value) => {
  expect(() => removalPolicyOf(armed(value), DESTROY)).toThrowProblem(
    'removal/second-key-missing',
    'removalPolicy',
    'destroy',
  );
});

test.each([SNAPSHOT, true as never])('removalPolicy %s is refused', (it) => {
  expect(() => removalPolicyOf(armed(true), it)).toThrowProblem('removal/not-a-policy', 'removalPolicy', it);
});
