import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { StaticSpaSite } from '../site';

/** Properties for defining a `SitePublishRole`. */
export interface SitePublishRoleProps extends DeployRoleOptions {
  /** The site. */
  readonly site: StaticSpaSite;
}

/** Publishes one site: its objects, and invalidations of its distribution. */
export class SitePublishRole extends DeployRole {
  constructor(scope: Construct, id: string, props: SitePublishRoleProps) {
    super(scope, id, { ...props, description: `Publishes ${props.site.node.path}` });
    props.site.grantPublish(this);
  }
}
