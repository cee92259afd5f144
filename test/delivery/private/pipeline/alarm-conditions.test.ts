import { App, Stack, Stage } from 'aws-cdk-lib';
import { WaveApproval } from '../../../../src/delivery';
import { newApp } from '../../../support/cloud';
import { inPipeline, pipelineStack, stageIn, stagesOf } from '../../../support/pipeline';

const alarm = {
  alarmName: 'acme-crm-prod-errors',
  roleArn: 'arn:aws:iam::111111111111:role/acme-crm-prod-read-alarms',
};
const NO_APPROVAL = { approval: WaveApproval.none() };

/** A Stage of production with a number of stacks: 25 fill a stage of CodePipeline. */
function stageOf(app: App, id: string, stacks = 1): Stage {
  const stage = new Stage(app, id, { env: { account: '111111111111', region: 'us-east-1' } });
  for (let index = 0; index < stacks; index++) {
    const stack = new Stack(stage, `s${index}`, { stackName: `${id.replace('.', '-')}-${index}` });
    stack.exportValue('', { name: `e${index}` });
  }
  return stage;
}

test.each([
  [1, ['dev', 'cells judged', 'cells.2', 'cells.eu']],
  [30, ['dev', 'cells.1', 'cells.2 judged', 'cells.eu']],
])('PC15d a wave of %d stacks is judged before one whose name begins like its own', (stacks, expected) => {
  const app = newApp();
  const pipeline = inPipeline(pipelineStack(app));
  pipeline.addStage(stageIn(app, 'dev'));
  pipeline.addStage(stageOf(app, 'cells', stacks), { ...NO_APPROVAL, alarms: [alarm] });
  if (stacks === 1) pipeline.addStage(stageOf(app, 'cells.2'), NO_APPROVAL);
  pipeline.addStage(stageOf(app, 'cells.eu'), NO_APPROVAL);
  const stages = stagesOf(app).slice(2);

  expect(stages.map(({ Name, OnSuccess }: any) => (OnSuccess ? `${Name} judged` : Name))).toEqual(expected);
});
