import { Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CI_CD, REPOSITORY } from './accounts';
import { OWN_MODULES, PLATFORM, ZONE } from './platform';
import { launchPhaseOf } from '../shared/launch-phase';
import { CellDomain, CellEnvironment, PlatformModule, ProductCell } from 'rl-bank-constructs/cell';
import { DeployTrust } from 'rl-bank-constructs/delivery';

/** An environment of acme-crm: a cell in an account of its own. */
export interface CellStageProps {
  readonly environment: CellEnvironment;
  readonly account: string;
  readonly zoneId: string;
}

/** A cell as a pipeline deploys it. */
export class CellStage extends Stage {
  constructor(scope: Construct, { environment, account, zoneId }: CellStageProps) {
    const { environmentName } = environment;
    super(scope, environmentName, { env: { account, region: 'us-east-1' } });
    new ProductCell(this, 'ProductCell', {
      ...PLATFORM,
      env: { account, region: 'us-east-1' },
      productName: 'acme-crm',
      environment,
      modules: [PlatformModule.TASKS, PlatformModule.CONTACTS, ...OWN_MODULES],
      domain: CellDomain.inZone(`acme-crm-${environmentName}.${ZONE.name}`, zoneId),
      deploy: {
        repository: REPOSITORY,
        alarmReader: DeployTrust.fromPipelineRoleArn(`arn:aws:iam::${CI_CD.account}:role/acme-crm-pipeline`),
      },
      launchPhase: launchPhaseOf(this.node, environmentName),
    });
  }
}
