import { Duration, Stack, Stage } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Variants } from './catalog';
import { inPipeline, pipelineStack, stageIn } from './pipeline';
import { WaveApproval } from '../../src/delivery';

/** Pipelines of two waves, and of three with all they can have. */
export const pipelines: Record<string, Variants> = {
  StagedPipeline: {
    defaults: (app) => {
      const pipeline = inPipeline(pipelineStack(app));
      pipeline.addStage(stageIn(app, 'dev'));
      pipeline.addStage(stageIn(app, 'prod'), { approval: WaveApproval.manual() });
      pipeline.buildPipeline();
    },
    hardened: (app) => {
      const stack = pipelineStack(app);
      const pipeline = inPipeline(stack, {
        selfMutationDisabled: true,
        assetsCliVersion: '4.0.0',
        cliVersion: '2.1148.1',
      });
      const notificationTopic = topicIn(stack);
      pipeline.addStage(stageIn(app, 'dev'));
      pipeline.addWave('cells', [stageIn(app, 'staging'), stageIn(app, 'prod')], {
        approval: WaveApproval.manual({ comment: 'Is dev well?', timeout: Duration.days(3), notificationTopic }),
        alarms: [
          { alarmName: 'prod', roleArn: 'arn:aws:iam::111111111111:role/prod-read-alarms', region: 'eu-central-1' },
        ],
        bakeTime: Duration.hours(1),
      });
      pipeline.buildPipeline();
    },
  },
};

function topicIn(stack: Stack): Topic {
  return new Topic(stack, 'Approvals', {
    masterKey: new Key(stack, 'TopicKey', { enableKeyRotation: true }),
    enforceSSL: true,
  });
}
