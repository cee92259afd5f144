import { App, Stack, Stage } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { resourcesOf } from './cloud';
import { DeployTrust, GitHubRepository, OidcIssuer, StagedPipeline, StagedPipelineProps } from '../../src/delivery';

export const CI_CD = '100000000005';
const ACCOUNTS: Record<string, string> = { dev: '111111111110', staging: '111111111112', prod: '111111111111' };

/** A stack of the CI/CD account. */
export function pipelineStack(app: App, id = 'Delivery'): Stack {
  return new Stack(app, id, { env: { account: CI_CD, region: 'us-east-1' } });
}

/** A pipeline that one repository uploads to. */
export function inPipeline(stack: Stack, props: Partial<StagedPipelineProps> = {}): StagedPipeline {
  const repository = GitHubRepository.of('acme/platform', { ownerId: '1', repositoryId: '2' });
  const gitHub = OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub');
  const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('release'));
  return new StagedPipeline(stack, 'Pipeline', { pipelineName: 'acme-crm', trust, ...props });
}

/** A Stage of one stack, in the account of its name. */
export function stageIn(app: App, id: string, region = 'us-east-1'): Stage {
  const stage = new Stage(app, id, { env: { account: ACCOUNTS[id], region } });
  new StringParameter(new Stack(stage, 'settings'), 'Name', { stringValue: id });
  return stage;
}

/** Stages of CodePipeline, as the template of the pipeline has them. */
export function stagesOf(app: App): any[] {
  const [{ Properties }] = resourcesOf(app.node.findChild('Delivery') as Stack, 'AWS::CodePipeline::Pipeline');
  return Properties.Stages;
}
