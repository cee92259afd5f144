import { Stack } from 'aws-cdk-lib';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { IMAGE } from './api';
import { networkIn } from './scaffold';
import { ImageRepository, InternalService, InternalServiceProps, LaunchPhase } from '../../src/service';

/** What services of one stack share. */
export const placeIn = (stack: Stack) => ({
  vpc: networkIn(stack).vpc,
  image: new ImageRepository(stack, 'Image', { image: IMAGE }),
  launchPhase: LaunchPhase.RUNNING,
});

export type Place = ReturnType<typeof placeIn>;

/** An internal service that others call by gRPC. */
export function permissionsIn(stack: Stack, place: Place, props: Partial<InternalServiceProps> = {}): InternalService {
  return new InternalService(stack, 'Permissions', {
    ...place,
    containerPort: 50051,
    protocol: AppProtocol.grpc,
    serviceName: 'prd-permissions',
    ...props,
  });
}
