import { Stack } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ImageRepository, InternalService, InternalServiceProps, LaunchPhase } from '../../../src/service';
import { IMAGE } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const placeIn = (stack: Stack) => ({
  vpc: networkIn(stack).vpc,
  image: new ImageRepository(stack, 'Image', { image: IMAGE }),
  launchPhase: LaunchPhase.RUNNING,
});
type Place = ReturnType<typeof placeIn>;
const permissionsIn = (stack: Stack, place: Place, props: Partial<InternalServiceProps> = {}) =>
  new InternalService(stack, 'Permissions', {
    ...place,
    containerPort: 50051,
    protocol: AppProtocol.grpc,
    serviceName: 'prd-permissions',
    ...props,
  });
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
