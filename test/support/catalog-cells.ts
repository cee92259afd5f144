import { Aws } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import type { Variants } from './catalog';
import { cellIn } from './cell';
import { workloadStack } from './cloud';
import { MachineAuthorizer } from '../../src/access';
import { CellEnvironment, PlatformModule } from '../../src/cell';
import { DeployTrust, GitHubRepository } from '../../src/delivery';
import { LaunchPhase } from '../../src/service';

/** A cell as small as it goes, and one with all that it can have. */
export const cells: Record<string, Variants> = {
  ProductCell: {
    defaults: (app) => {
      cellIn(app, { environment: CellEnvironment.DEV });
    },
    hardened: (app) => {
      const theirs = workloadStack(app, 'Theirs');
      const arn = `arn:aws:lambda:us-east-1:${Aws.ACCOUNT_ID}:function:check`;
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
        search: { dataNodes: 6 },
        machineApi: {
          authorizer: MachineAuthorizer.lambdaFunction(Function.fromFunctionArn(theirs, 'Check', arn)),
          routes: [{ method: 'GET', path: '/v1/tasks/{id}', headersFromAuthorizer: { 'x-tenant-id': 'tenantId' } }],
          accountLogging: true,
        },
        // No `shieldProtection`: the validator warns of the ARN of a zone that is not of the app, which the stack acknowledges.
        monitoringSinkArn: 'arn:aws:oam:us-east-1:222222222222:sink/11111111-2222-3333-4444-555555555555',
      });
    },
  },
};
