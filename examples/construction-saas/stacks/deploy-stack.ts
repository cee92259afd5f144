import { StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiStack } from './api-stack';
import { RegionStack } from './region-stack';
import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from 'rl-bank-constructs/delivery';
import { IStaticSpaSite } from 'rl-bank-constructs/site';

interface DeployStackProps extends StackProps {
  readonly api: ApiStack;
  readonly site: IStaticSpaSite;
}

/** The roles of CI: one pushes images, one starts releases and rolls nothing itself, one publishes the pages. */
export class DeployStack extends RegionStack {
  constructor(scope: Construct, id: string, { api, site, ...props }: DeployStackProps) {
    super(scope, id, { ...props, description: 'The roles of CI of the platform in this region' });
    const gitHub = OidcIssuer.fromOidcIssuerAttributes(this, 'GitHub');
    const trust = (repository: string) =>
      DeployTrust.oidc(gitHub, GitHubRepository.of(repository).subjectsForEnvironment('production'));
    const ofApi = trust('platform/api');
    new LeastPrivilegeDeployRoles(this, 'Roles', {
      namePrefix: `platform-${this.place}`,
      imagePush: { trust: ofApi, image: api.image },
      serviceRelease: { trust: ofApi, migration: api.migration },
      sitePublish: { web: { trust: trust('platform/web'), site } },
    });
  }
}
