import { Stack } from 'aws-cdk-lib';
import { HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ImageRepository, InternalService } from '../../../src/service';
import { IMAGE } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { permissionsIn, placeIn } from '../../support/internal';

test.each([
  ['created there', (stack: Stack) => new HttpNamespace(stack, 'Namespace', { name: 'prd' })],
  [
    'known by its ARN',
    (_: Stack, stack: Stack) =>
      HttpNamespace.fromHttpNamespaceAttributes(stack, 'Namespace', {
        namespaceName: 'prd',
        namespaceId: 'ns-1',
        namespaceArn: 'arn:aws:servicediscovery:eu-west-1:111111111111:namespace/ns-1',
      }),
  ],
])('a namespace of another region is refused, %s', (_, namespaceIn) => {
  const app = newApp();
  const [there, stack] = [new Stack(app, 'There', { env: { region: 'eu-west-1' } }), workloadStack(app)];
  const cloudMapNamespace = namespaceIn(there, stack);

  expect(() => permissionsIn(stack, placeIn(stack), { cloudMapNamespace })).toThrowProblem(
    'internal-service/namespace-elsewhere',
    'cloudMapNamespace',
    cloudMapNamespace.node.path,
  );
});

test('two services of one name and namespace are refused', () => {
  const stack = workloadStack();
  const permissions = permissionsIn(stack, placeIn(stack));
  const { cloudMapNamespace } = permissions;
  const image = new ImageRepository(stack, 'Other', { image: IMAGE.replace('rl-bank', 'other') });
  const { vpc } = permissions.cluster;

  expect(
    () =>
      new InternalService(stack, 'Two', {
        ...{ vpc, image, containerPort: 80, cloudMapNamespace, serviceConnectName: 'permissions' },
        taskSubnets: { subnets: vpc.privateSubnets },
      }),
  ).toThrowProblem('internal-service/name-taken', 'serviceConnectName', 'permissions');
});
