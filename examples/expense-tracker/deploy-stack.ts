import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { WebStack } from './web-stack';
import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from 'rl-bank-constructs/delivery';

interface DeployStackProps extends StackProps {
  readonly web: WebStack;
}

/** The roles of CI: one pushes images, another releases. That of the web application starts the release, and rolls nothing itself. */
export class DeployStack extends Stack {
  constructor(scope: Construct, id: string, { web, ...props }: DeployStackProps) {
    super(scope, id, { ...props, description: 'The roles of CI of the expense tracker' });
    const gitHub = OidcIssuer.fromOidcIssuerAttributes(this, 'GitHub');
    const repository = GitHubRepository.of('tracker/expense-tracker');
    const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('production'));
    new LeastPrivilegeDeployRoles(this, 'WebRoles', {
      namePrefix: 'tracker-web',
      imagePush: { trust, image: web.webImage },
      serviceRelease: { trust, migration: web.migration },
    });
    new LeastPrivilegeDeployRoles(this, 'AuthRoles', {
      namePrefix: 'tracker-auth',
      imagePush: { trust, image: web.authImage },
      serviceRoll: { trust, service: web.auth },
    });
  }
}
