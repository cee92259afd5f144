import { apiIn } from '../../support/api';
import { workloadStack } from '../../support/cloud';

test('problems of place, task, rollout, traffic and times are told at once, in this order, and leave nothing behind', () => {
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
      ['service/not-a-service-name', 'serviceName', 'a b'],
      ['service/not-a-size', 'cpu', 500],
      ['service/not-a-count', 'desiredCount', -1],
      ['api/not-a-path', 'healthCheck.path', 'health'],
      ['api/not-a-regional-web-acl', 'webAclArn', 'api'],
    ],
    'Web/Api',
  );
  expect(stack.node.findChild('Api').node.children).toEqual([]);
});
