import { Stack, StackProps } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { BankSecretsScaffold, ValkeyCache } from 'rl-bank-constructs/data';
import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from 'rl-bank-constructs/delivery';
import { BankApiService, ContainerImageChannel } from 'rl-bank-constructs/service';
import { StaticSpaSite } from 'rl-bank-constructs/site';

export interface DeployRolesStackProps extends StackProps {
  readonly image: ContainerImageChannel;
  readonly api: BankApiService;
  readonly settings: BankSecretsScaffold;
  readonly webApp: StaticSpaSite;
  readonly merchantPortal: StaticSpaSite;
  readonly zone: IHostedZone;
  readonly cache: ValkeyCache;
  readonly stacks: Stack[];
}

/** Who may deploy what, from which repository. */
export class DeployRolesStack extends Stack {
  constructor(scope: Construct, id: string, props: DeployRolesStackProps) {
    super(scope, id, props);
    const { image, api, settings, webApp, merchantPortal, zone, cache, stacks } = props;

    const gitHub = new OidcIssuer(this, 'GitHub', { issuerExists: true });
    const jobsIn = (repository: GitHubRepository) => DeployTrust.token(gitHub, repository.environment('prd'));
    const ofOwner = { ownerId: '10000001' };
    const apiJobs = jobsIn(GitHubRepository.of('rl-bank/rl-bank-api', { ...ofOwner, repositoryId: '20000001' }));
    const webJobs = jobsIn(GitHubRepository.of('rl-bank/rl-bank-webapp', { ...ofOwner, repositoryId: '20000002' }));
    const portalJobs = jobsIn(
      GitHubRepository.of('rl-bank/rl-bank-mp-webapp', { ...ofOwner, repositoryId: '20000003' }),
    );
    const infra = GitHubRepository.of('rl-bank/rl-bank-infra', { ...ofOwner, repositoryId: '20000004' });

    const certificateNames = ['api', 'app', 'merchant'].map((host) => `${host}.${zone.zoneName}`);
    const infrastructure = { zone, cache, certificateNames };
    new LeastPrivilegeDeployRoles(this, 'DeployRoles', {
      namePrefix: 'prd-rl-bank',
      imagePush: { trust: apiJobs, image },
      serviceRoll: { trust: apiJobs, service: api },
      releaseMarker: { trust: apiJobs, parameter: settings.parameters.SENTRY_RELEASE },
      sitePublish: {
        webapp: { trust: webJobs, site: webApp },
        'mp-webapp': { trust: portalJobs, site: merchantPortal },
      },
      infrastructure: { trust: jobsIn(infra), ...infrastructure },
      plan: { trust: DeployTrust.token(gitHub, infra.environment('plan')), infrastructure, stacks },
      stackDeploy: { trust: jobsIn(infra) },
    });
  }
}
