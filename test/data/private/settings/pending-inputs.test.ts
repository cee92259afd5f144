import { Stack } from 'aws-cdk-lib';
import { pendingParameter, pendingSecret } from '../../../../src/data/private/settings/pending-inputs';

test('a stack without a stated region leaves it to whoever runs the line', () => {
  const stack = new Stack();

  expect(pendingSecret(stack, 'DB_URI', 'x').command).toBe(
    "aws secretsmanager put-secret-value --secret-id x/DB_URI --secret-string '<value>'",
  );
  expect(pendingParameter(stack, 'SENTRY_RELEASE', 'x').command).toContain('put-parameter --name /x/SENTRY_RELEASE ');
});
