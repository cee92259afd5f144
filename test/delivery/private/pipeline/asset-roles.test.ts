import { basename } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { WaveApproval } from '../../../../src/delivery';
import { newApp } from '../../../support/cloud';
import { evaluate } from '../../../support/iam/evaluator';
import { inPipeline, pipelineStack, stageIn } from '../../../support/pipeline';

const app = newApp();
const pipeline = inPipeline(pipelineStack(app));
pipeline.addStage(stageIn(app, 'dev'));
const prod = stageIn(app, 'prod');
const settings = prod.node.findChild('settings') as Stack;
new Asset(settings, 'File', { path: __filename });
new DockerImageAsset(settings, 'Image', { directory: __dirname, file: basename(__filename) });
pipeline.addStage(prod, { approval: WaveApproval.manual() });
const { Resources } = app.synth().getStackByName('Delivery').template;
const policies = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
const ASSETS = /Assets(File|Docker)Role/;
const roles = Object.keys(Resources).filter((id) => ASSETS.test(id) && Resources[id].Type === 'AWS::IAM::Role');

/** What a role may do with all resources of the account. */
const anywhere = (role: string) => {
  const own = policies.filter(({ Properties }) => Properties.Roles.some(({ Ref }: any) => Ref === role));
  return own.map(({ Properties: { PolicyDocument } }) => ({
    ...PolicyDocument,
    Statement: PolicyDocument.Statement.filter(({ Resource }: any) => Resource === '*'),
  }));
};

test('PC15a publishing an asset starts no build of another project, such as one that changes a pipeline', () => {
  const request = {
    principal: 'arn:aws:iam::100000000005:role/assets',
    resource: 'arn:aws:codebuild:us-east-1:100000000005:project/other',
    ...{ account: '100000000005', context: {} },
  };
  const canDo = (action: string) =>
    roles.filter((role) => evaluate({ identity: anywhere(role) }, { ...request, action }));

  expect(roles).toHaveLength(2);
  expect(canDo('codebuild:BatchGetBuilds')).toEqual(roles);
  expect(canDo('codebuild:StartBuild')).toEqual([]);
  expect(canDo('codebuild:StopBuild')).toEqual([]);
});
