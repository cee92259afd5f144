import { Stack } from 'aws-cdk-lib';
import { workloadStack } from './cloud';
import { networkIn } from './scaffold';
import {
  ImageRepository,
  LaunchPhase,
  SchemaMigration,
  SchemaMigrationProps,
  WorkerService,
  WorkerServiceProps,
} from '../../src/service';

export const WEB_IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/tracker-web:live';

/** What a migration needs: a network, an image with a next tag, and a service that runs it. */
export function webIn(stack: Stack, props: Partial<WorkerServiceProps> = {}) {
  const { vpc } = networkIn(stack);
  const image = new ImageRepository(stack, 'Image', { image: WEB_IMAGE, nextTag: true });
  const service = new WorkerService(stack, 'Web', {
    ...{ vpc, image, serviceName: 'prd-web', launchPhase: LaunchPhase.RUNNING },
    ...props,
  });
  return { vpc, image, service };
}

/** A migration before each release of the service. */
export function migrationIn(
  stack: Stack = workloadStack(),
  props: Partial<SchemaMigrationProps> = {},
  scope = stack,
): SchemaMigration {
  const web = webIn(stack);
  return new SchemaMigration(scope, 'Migration', {
    ...web,
    ...{ command: ['./migrate.sh'], family: 'prd-web-release' },
    ...props,
  });
}
