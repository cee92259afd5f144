import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AppStack } from './app-stack';
import { Stage } from './stages';
import { WebStack } from './web-stack';
import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from 'rl-bank-constructs/delivery';

interface DeployStackProps extends StackProps {
  readonly stage: Stage;
  readonly services: AppStack;
  readonly web: WebStack;
}

/** The roles of CI, each for the GitHub environment of its stage: the API is released by its migration, reports are rolled. */
export class DeployStack extends Stack {
  constructor(scope: Construct, id: string, { stage, services, web, ...props }: DeployStackProps) {
    super(scope, id, { ...props, description: 'The roles of CI of the retail enterprise' });
    const gitHub = OidcIssuer.fromOidcIssuerAttributes(this, 'GitHub');
    const repository = GitHubRepository.of('retail/retail-enterprise');
    const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment(stage.name));
    new LeastPrivilegeDeployRoles(this, 'ApiRoles', {
      namePrefix: `${stage.name}-api`,
      imagePush: { trust, image: services.apiImage },
      serviceRelease: { trust, migration: services.migration },
    });
    new LeastPrivilegeDeployRoles(this, 'ReportsRoles', {
      namePrefix: `${stage.name}-reports`,
      imagePush: { trust, image: services.reportsImage },
      serviceRoll: { trust, service: services.reports },
    });
    new LeastPrivilegeDeployRoles(this, 'ShopRoles', {
      namePrefix: stage.name,
      sitePublish: { shop: { trust, site: web.site } },
    });
  }
}
