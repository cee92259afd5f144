import { ApiReadiness } from '../../../src/service';
import { apiIn } from '../../support/api';
import { workloadStack } from '../../support/cloud';

const everyKind = {
  serviceName: 'prd api',
  cpu: 500,
  webAclArn: 'api',
  healthCheck: { path: 'health' },
  desiredCount: -1,
};

test('the API of the document has no problem, in any state', () => {
  for (const readiness of [undefined, ...Object.values(ApiReadiness)]) {
    expect(() => apiIn(workloadStack(), { readiness })).not.toThrow();
  }
});

test('problems of place, task, traffic, times and rollout are told at once, in this order', () => {
  expect(() => apiIn(workloadStack(), everyKind)).toThrow(
    [
      `5 problems [api/not-a-service-name, api/not-a-size, api/not-a-path, api/not-a-regional-web-acl, api/not-a-count at Web/Api]:`,
      `- 'serviceName' is "prd api", but ECS takes 1 to 255 letters, digits, hyphens and underscores: choose such a name, or leave it out`,
      `- 'cpu' is 500, but Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384: choose one of these`,
      `- 'healthCheck.path' is "health", but it has to begin with a slash, to have neither spaces nor a #, and 1024 characters at most: write it like "/health"`,
      `- 'webAclArn' is "api", but a load balancer takes web ACLs of scope REGIONAL, of the stack's own account and region: pass an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id"`,
      `- 'desiredCount' is -1, but a service has a whole number of tasks, up to 5000: give a number such as 2`,
    ].join('\n'),
  );
});

test('what is refused leaves nothing of the API behind', () => {
  const stack = workloadStack();

  expect(() => apiIn(stack, everyKind)).toThrow('5 problems');
  expect(stack.node.findChild('Api').node.children).toEqual([]);
});
