import { Duration } from 'aws-cdk-lib';
import { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import {
  CodePipelineActionFactoryResult,
  ICodePipelineActionFactory,
  ProduceActionOptions,
  Step,
} from 'aws-cdk-lib/pipelines';
import type { ManualApprovalOptions } from '../../wave-approval';

/** A manual approval that fails after its time. The CDK's own step leaves it at seven days. */
export class ApprovalStep extends Step implements ICodePipelineActionFactory {
  constructor(private readonly options: ManualApprovalOptions) {
    super('Approve');
  }

  public produceAction(stage: IStage, { actionName, runOrder }: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { comment, notificationTopic, timeout = Duration.days(1) } = this.options;
    stage.addAction(
      new ManualApprovalAction({ actionName, runOrder, additionalInformation: comment, notificationTopic, timeout }),
    );
    return { runOrdersConsumed: 1 };
  }
}
