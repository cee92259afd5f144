import { Stack, Token } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { PendingInput } from '../../../core';
import type { ReplicationEndpoint, ReplicationEndpointProps } from '../../replication-endpoint';

/** https://gallery.ecr.aws/docker/library/haproxy */
const PUBLIC_IMAGE = 'public.ecr.aws/docker/library/haproxy:3.2-alpine';

/** What has to exist before the relays start, and before the sync service connects, in this order. */
export function pendingInputsOf(endpoint: ReplicationEndpoint, props: ReplicationEndpointProps): PendingInput[] {
  return [
    imageToCopy(props),
    publicationToCreate(endpoint, props),
    ...loginToRead(endpoint, props),
    connectionToEnter(endpoint),
    ...(endpoint.endpointServiceId !== undefined && !props.exposure.automaticAcceptance
      ? [endpointToAccept(endpoint.endpointServiceId)]
      : []),
  ];
}

/** A digest stays the same when an image is copied, so an image can be pinned before its copy exists. */
function imageToCopy({ image, cpuArchitecture = CpuArchitecture.X86_64 }: ReplicationEndpointProps): PendingInput {
  const { imageUri, deploymentTag, repository, repositoryUri } = image;
  const isLate = Token.isUnresolved(repositoryUri);
  const copy = `${isLate ? '<registry>/<repository>' : repositoryUri}:${deploymentTag ?? '3.2-alpine'}`;
  const platform = cpuArchitecture === CpuArchitecture.ARM64 ? 'linux/arm64' : 'linux/amd64';
  return {
    key: 'image',
    target: isLate ? repository.node.path : imageUri,
    owner: 'an operator, once, and for each update of HAProxy',
    command: `docker pull --platform ${platform} ${PUBLIC_IMAGE} && docker tag ${PUBLIC_IMAGE} ${copy} && docker push ${copy}`,
  };
}

function publicationToCreate({ databaseName, userName }: ReplicationEndpoint, props: ReplicationEndpointProps) {
  return {
    key: 'publication',
    target: databaseName,
    owner: `a migration of ${props.database.node.path}, as the owner`,
    command: `GRANT rds_replication TO ${userName}; GRANT USAGE ON SCHEMA public TO ${userName}; GRANT SELECT ON <tables> TO ${userName}; CREATE PUBLICATION powersync FOR TABLE <tables>;`,
  };
}

/** A database of a construct of the caller's own may keep the login elsewhere. */
function loginToRead(endpoint: ReplicationEndpoint, { database }: ReplicationEndpointProps): PendingInput[] {
  const password = database.forUser(endpoint.userName).secrets.DB_PASSWORD;
  if (password === undefined) {
    return [];
  }
  const { secretArn } = password.secret;
  const { region } = Stack.of(endpoint);
  const place = Token.isUnresolved(region) ? '' : ` --region ${region}`;
  return [
    {
      key: 'login',
      target: secretArn,
      owner: 'an operator, once the migration has created the user',
      command: `aws secretsmanager get-secret-value --secret-id ${secretArn}${place} --query SecretString --output text`,
    },
  ];
}

function connectionToEnter(endpoint: ReplicationEndpoint): PendingInput {
  const { endpointServiceName, loadBalancerDnsName, port, databaseName, userName } = endpoint;
  const login = `port ${port}, database ${databaseName}, user ${userName}, SSL mode verify-ca with the CA of RDS`;
  return {
    key: 'connection',
    target: endpointServiceName ?? loadBalancerDnsName,
    owner: 'an operator, at the sync service',
    command:
      endpointServiceName === undefined
        ? `enter host ${loadBalancerDnsName}, ${login}`
        : `give the support of the sync service the endpoint service name ${endpointServiceName}, then enter ${login}`,
  };
}

function endpointToAccept(serviceId: string): PendingInput {
  return {
    key: 'endpoint',
    target: serviceId,
    owner: 'an operator, once the sync service has created its endpoint',
    command: `aws ec2 describe-vpc-endpoint-connections --filters Name=service-id,Values=${serviceId} && aws ec2 accept-vpc-endpoint-connections --service-id ${serviceId} --vpc-endpoint-ids <endpoint>`,
  };
}
