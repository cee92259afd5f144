import { iamUserGroup } from '../../../../src/data/private/cache/cache-users';
import { resourcesOf, workloadStack } from '../../../support/cloud';

test('the one user has no password, and the name that IAM wants twice', () => {
  const stack = workloadStack();
  iamUserGroup(stack);

  const [{ Properties }] = resourcesOf(stack, 'AWS::ElastiCache::User');

  expect(Properties).toMatchObject({
    Engine: 'valkey',
    AuthenticationMode: { Type: 'iam' },
    AccessString: 'on ~* &* +@all',
  });
  expect(Properties.UserId).toBe(Properties.UserName);
});
