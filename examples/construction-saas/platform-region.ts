import { Construct } from 'constructs';
import { ApiStack } from './stacks/api-stack';
import { AuditStack } from './stacks/audit-stack';
import { BackupStack } from './stacks/backup-stack';
import { DataStack } from './stacks/data-stack';
import { DeployStack } from './stacks/deploy-stack';
import { FilesStack } from './stacks/files-stack';
import { IdentityStack } from './stacks/identity-stack';
import { NetworkStack } from './stacks/network-stack';
import { PeeringStack } from './stacks/peering-stack';
import { SiteStack } from './stacks/site-stack';
import { SyncStack } from './stacks/sync-stack';
import { WatchStack } from './stacks/watch-stack';

/** What a region of the platform is given. */
export interface PlatformRegionProps {
  readonly env: { readonly account: string; readonly region: string };

  /** Domain of the hosted zone. */
  readonly rootDomain: string;
  readonly hostedZoneId: string;

  /** Domain whose names of one label more are the hosts of the tenants of this region. */
  readonly domain: string;

  /** URLs of the federation metadata of Entra ID, by the name of the provider in the registry. */
  readonly identityProviders: Record<string, string>;

  /** CIDR block of the VPC: regions are peered, so each has its own. */
  readonly cidr: string;
  readonly availabilityZones: string[];

  /** Region of the copies of backups, where the data of these tenants may be. */
  readonly backupRegion: string;

  /** The region whose database has the registry of tenants. @default - this region */
  readonly registry?: PlatformRegion;
}

/** The whole platform in a region: data, files, queue, logs and users of its tenants are there, and nowhere else. */
export class PlatformRegion extends Construct {
  public readonly data: DataStack;
  public readonly network: NetworkStack;

  constructor(scope: Construct, id: string, props: PlatformRegionProps) {
    super(scope, id);
    const { env, domain, identityProviders, backupRegion, registry } = props;
    const network = new NetworkStack(this, 'network', props);
    const { vpc, dns } = network;
    const data = new DataStack(this, 'data', { env, network, hasRegistry: registry === undefined });
    const peering = registry && new PeeringStack(this, 'peering', { env, network, registry });
    const files = new FilesStack(this, 'files', { env, domain });
    const { backup } = new BackupStack(this, 'backup', { env, data, files, backupRegion });
    const identity = new IdentityStack(this, 'identity', { env, domain, identityProviders });
    const audit = new AuditStack(this, 'audit', { env, vpc, data });
    const api = new ApiStack(this, 'api', { env, dns, domain, network, data, peering, files, identity, audit });
    const { site, firewall } = new SiteStack(this, 'site', { env, dns, domain, api, files });
    const { sync } = new SyncStack(this, 'sync', { env, vpc, data });
    new DeployStack(this, 'deploy', { env, api, site });
    new WatchStack(this, 'watch', {
      env,
      sources: {
        ...{ network: network.network, database: data.database, cache: data.cache, files: files.files, backup },
        ...{ users: identity.users, audit: audit.queue, auditWorker: audit.worker },
        ...{ loadBalancer: api.loadBalancer, api: api.api, migration: api.migration, firewall, site, sync },
      },
    });
    this.network = network;
    this.data = data;
  }
}
