// Relays in front of a database that a test runs, for cdk_templates.mjs.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Lazy } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecr = require('aws-cdk-lib/aws-ecr');
const { Secret } = require('aws-cdk-lib/aws-secretsmanager');
const { ReplicationEndpoint, ReplicationExposure } = require('../../../lib/access/index.js');
const { ManagedDatabase } = require('../../../lib/data/index.js');
const { ImageRepository, LaunchPhase } = require('../../../lib/service/index.js');

/** Relays before a database that is a server of the test, by an endpoint service and by named addresses. */
export function replication(stack) {
  const { vpc } = stack;
  const group = new ec2.SecurityGroup(stack, 'Group', { vpc });
  const sites = ManagedDatabase.fromManagedDatabaseAttributes(stack, 'Database', {
    ...{ databaseName: 'sites', port: 25432, securityGroup: group, logicalReplicationUser: 'sync' },
    endpointAddress: Lazy.string({ produce: () => '127.0.0.1' }),
    userSecrets: { sync: Secret.fromSecretNameV2(stack, 'Login', 'sync') },
  });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'haproxy');
  const image = ImageRepository.fromRepository(stack, 'Relay', repository, { tag: 'live' });
  const exposures = {
    Link: ReplicationExposure.privateLink({ allowedPrincipals: ['arn:aws:iam::131569880293:root'] }),
    Named: ReplicationExposure.namedAddresses(['203.0.113.7/32']),
  };
  for (const [id, exposure] of Object.entries(exposures)) {
    new ReplicationEndpoint(stack, id, {
      ...{ vpc, cluster: stack.cluster, database: sites, image, exposure },
      ...{ serviceName: id.toLowerCase(), launchPhase: LaunchPhase.RUNNING },
    });
  }
}
