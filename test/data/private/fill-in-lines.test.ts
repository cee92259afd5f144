import { Stack } from 'aws-cdk-lib';
import { fillInParameter, fillInSecret } from '../../../src/data/private/fill-in-lines';

test('a stack without a stated region leaves it to whoever runs the line', () => {
  const stack = new Stack();

  expect(fillInSecret(stack, 'DB_URI').line).toBe(
    "aws secretsmanager put-secret-value --secret-id rl/bank/api/DB_URI --secret-string '<value>'",
  );
  expect(fillInParameter(stack, 'SENTRY_RELEASE', 'x').line).toContain('put-parameter --name /x/SENTRY_RELEASE ');
});
