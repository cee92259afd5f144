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

  expect(() => apiIn(stack, everyKind)).toThrowProblems(
    [
      ['api/not-a-service-name', 'serviceName', 'a b'],
      ['api/not-a-size', 'cpu', 500],
      ['api/not-a-path', 'healthCheck.path', 'health'],
      ['api/not-a-regional-web-acl', 'webAclArn', 'api'],
      ['api/not-a-count', 'desiredCount', -1],
    ],
    'Web/Api',
  );
  expect(stack.node.findChild('Api').node.children).toEqual([]);
});
