import { apiIn } from '../../support/api';
import { workloadStack } from '../../support/cloud';

test('problems of place, task, traffic, times and rollout are told at once, in this order, and leave nothing behind', () => {
  const stack = workloadStack();
  const everyKind = {
    cpu: 500,
    serviceName: 'a b',
    webAclArn: 'api',
    healthCheck: { path: 'health' },
    desiredCount: -1,
  };

  expect(() => apiIn(stack, everyKind)).toThrow(
    /^5 problems \[api\/not-a-service-name, api\/not-a-size, api\/not-a-path, api\/not-a-regional-web-acl, api\/not-a-count at Web\/Api\]:\n- 'serviceName' is "a b", but ECS takes .*\n- 'cpu' is 500, but .*\n- 'healthCheck.path' .*\n- 'webAclArn' .*\n- 'desiredCount' .*$/,
  );
  expect(stack.node.findChild('Api').node.children).toEqual([]);
});
