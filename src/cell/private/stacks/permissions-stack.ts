import { Stack } from 'aws-cdk-lib';
import { DataPart } from './data-stack';
import { ImagesPart } from './images-stack';
import { NetworkPart } from './network-stack';
import { PermissionService } from '../../../service';
import { CellPlan, partOf } from '../cell-plan';

/** What the permission service is made of. */
export interface PermissionsNeeds {
  readonly network: NetworkPart;
  readonly data: DataPart;
  readonly images: ImagesPart;
}

/** The permission service, which API, workers and modules of the cell call and nothing else does; none unless the cell takes it. */
export function permissionsStack(cell: Stack, plan: CellPlan, needs: PermissionsNeeds): PermissionService | undefined {
  const { network, data, images } = needs;
  if (!data.permissions || !images.permissions) {
    return undefined;
  }
  const { cellName, capacity, permissions } = plan;
  const { encryptionKey } = data;
  const authority = permissions?.certificateAuthorityArn;
  return new PermissionService(partOf(cell, 'permissions', 'who may do what'), 'Permissions', {
    vpc: network.network.vpc,
    image: images.permissions,
    database: data.permissions,
    requireSignature: images.signing,
    encryptionKey,
    tls: authority === undefined ? undefined : { certificateAuthorityArn: authority },
    serviceName: `${cellName}-permissions`,
    launchPhase: permissions?.launchPhase ?? plan.launchPhase,
    environment: permissions?.environment,
    desiredCount: capacity.minTasks,
    logRetention: capacity.logRetention,
  });
}
