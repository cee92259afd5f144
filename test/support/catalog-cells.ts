import { App } from 'aws-cdk-lib';
import { cellIn } from './cell';
import { CellEnvironment, PlatformModule } from '../../src/cell';
import { DeployTrust, GitHubRepository } from '../../src/delivery';
import { LaunchPhase } from '../../src/service';

/** A cell as small as it goes, and one with all that it can have. */
export const cells: Record<string, Record<'defaults' | 'hardened', (app: App) => void>> = {
  ProductCell: {
    defaults: (app) => {
      cellIn(app, { environment: CellEnvironment.DEV });
    },
    hardened: (app) => {
      cellIn(app, {
        modules: [PlatformModule.CONTACTS, PlatformModule.FINANCE],
        launchPhase: LaunchPhase.RUNNING,
        apiVersions: ['v1', 'v2'],
        cidr: '10.20.0.0/16',
        customerOrigins: ['https://www.customer.example'],
        blockedCountries: ['KP'],
        permissions: { environment: { OPENFGA_CHECK_QUERY_CACHE_ENABLED: 'true' } },
        signing: {},
        deploy: {
          repository: GitHubRepository.of('acme/crm'),
          logReader: DeployTrust.fromRoleArn('arn:aws:iam::222222222222:role/log-reader', 'acme-crm-prod'),
        },
        tenants: ['north'],
      });
    },
  },
};
