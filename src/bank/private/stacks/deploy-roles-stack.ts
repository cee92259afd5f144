import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankStack } from './bank-stack';
import { SitesStack } from './sites-stack';
import { ValkeyCache } from '../../../data';
import { DeployTrust, LeastPrivilegeDeployRoles, OidcIssuer, SitePublishRoleOptions } from '../../../delivery';
import { BankDns } from '../../../network';
import { BankApiService, IImageRepository } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankSecretsScaffold } from '../../bank-secrets-scaffold';
import type { DeployConfig, DeployIdentityConfig } from '../../config/deploy-config';

/** The constructs that CI deploys. */
export interface Deployed {
  readonly image: IImageRepository;
  readonly dns: BankDns;
  readonly cache: ValkeyCache;
  readonly settings: BankSecretsScaffold;
  readonly api: BankApiService;
  readonly sites: SitesStack;
  /** Every other stack of the bank. */
  readonly stacks: Stack[];
}

/** IAM roles for CI, with the GitHub repositories that can assume them. */
export class DeployRolesStack extends BankStack {
  public readonly deployRoles: LeastPrivilegeDeployRoles;

  constructor(scope: Construct, id: string, config: BankMvpConfig, deploy: DeployConfig, deployed: Deployed) {
    super(scope, id, config, 'What CI may do');
    const { oidcIssuerExists, api, infra } = deploy;
    const gitHub = oidcIssuerExists
      ? OidcIssuer.fromOidcIssuerAttributes(this, 'github')
      : new OidcIssuer(this, 'github');
    const jobsOf = ({ repository, environment }: DeployIdentityConfig) => {
      return DeployTrust.oidc(gitHub, repository.subjectsForEnvironment(environment));
    };
    const { image, dns, cache, settings, stacks } = deployed;
    const certificateNames = [config.apiHost, config.appHost, config.merchantHost];
    const infrastructure = { zone: dns.zone, cache, certificateNames };
    const marker = settings.parameters.SENTRY_RELEASE;

    this.deployRoles = new LeastPrivilegeDeployRoles(this, 'deploy-roles', {
      namePrefix: config.namePrefix,
      imagePush: api && { trust: jobsOf(api), image },
      serviceRoll: api && { trust: jobsOf(api), service: deployed.api },
      releaseMarker: api && { trust: jobsOf(api), parameter: marker },
      sitePublish: publishing(deploy, deployed.sites, jobsOf),
      infrastructure: infra && { trust: jobsOf(infra), ...infrastructure },
      plan: infra && { trust: jobsOf({ ...infra, environment: infra.planEnvironment }), infrastructure, stacks },
      stackDeploy: infra && { trust: jobsOf(infra) },
    });
  }
}

function publishing(
  { webapp, merchantPortal }: DeployConfig,
  sites: SitesStack,
  jobsOf: (identity: DeployIdentityConfig) => DeployTrust,
): Record<string, SitePublishRoleOptions> | undefined {
  const named = {
    ...(webapp && { webapp: { trust: jobsOf(webapp), site: sites.webapp } }),
    ...(merchantPortal && { 'mp-webapp': { trust: jobsOf(merchantPortal), site: sites.merchantPortal } }),
  };
  return Object.keys(named).length > 0 ? named : undefined;
}
