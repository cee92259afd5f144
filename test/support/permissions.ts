import { Stack } from 'aws-cdk-lib';
import { postgresIn } from './database';
import { networkIn } from './scaffold';
import { ImageRepository, PermissionService, PermissionServiceProps } from '../../src/service';

export const PERMISSIONS_IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/prd-permissions:live';

/** A permission service with a database of its own. */
export function permissionServiceIn(stack: Stack, props: Partial<PermissionServiceProps> = {}): PermissionService {
  const vpc = props.vpc ?? networkIn(stack).vpc;
  return new PermissionService(stack, 'Permissions', {
    vpc,
    image: new ImageRepository(stack, 'PermissionsImage', { image: PERMISSIONS_IMAGE, nextTag: true }),
    database: props.database ?? postgresIn(stack, { vpc, databaseName: 'permissions', users: ['permissions'] }),
    serviceName: 'prd-permissions',
    ...props,
  });
}
