import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { ACCOUNTS, CI_CD, REPOSITORY } from './accounts';
import { CellStage } from './cell-stage';
import { DeployTrust, OidcIssuer, StagedPipeline, WaveApproval } from 'rl-bank-constructs/delivery';

export const app = new App();

const delivery = new Stack(app, 'Delivery', { env: CI_CD });
const trust = DeployTrust.oidc(new OidcIssuer(delivery, 'GitHub'), REPOSITORY.subjectsForEnvironment('release'));
const pipeline = new StagedPipeline(delivery, 'Pipeline', { pipelineName: 'acme-crm', trust });

const roleArn = `arn:aws:iam::${ACCOUNTS.prod.account}:role/acme-crm-prod-read-alarms`;
const alarms = [{ alarmName: 'acme-crm-prod-load-balancer-LoadBalancerErrors', roleArn }];
pipeline.addStage(new CellStage(app, ACCOUNTS.dev));
pipeline.addStage(new CellStage(app, ACCOUNTS.staging), { approval: WaveApproval.none() });
pipeline.addStage(new CellStage(app, ACCOUNTS.prod), { approval: WaveApproval.manual(), alarms });

new CfnOutput(delivery, 'SourceUri', { value: pipeline.sourceUri });
