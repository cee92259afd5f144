import { Duration } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { approvalProblems, APPROVAL_TYPES } from './private/pipeline/wave-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireTypes } from '../core/private/checks/types';

/** Options for `WaveApproval.manual()`. */
export interface ManualApprovalOptions {
  /**
   * What a reviewer reads beside the approval.
   * @default - no text
   */
  readonly comment?: string;

  /**
   * Time after which the approval fails, and the execution with it: `PipelineFailed` opens a ticket, and a retry asks again.
   * @default Duration.days(1)
   */
  readonly timeout?: Duration;

  /**
   * SNS topic that gets a message when an approval waits.
   * @default - no message
   */
  readonly notificationTopic?: ITopic;
}

/**
 * Whether a person approves a wave of a `StagedPipeline` before it is deployed.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
 * @example
 * import { WaveApproval } from 'rl-bank-constructs/delivery';
 *
 * const approval = WaveApproval.manual({ comment: 'Is staging well?' });
 */
export class WaveApproval {
  /**
   * A person approves: CodePipeline waits for `codepipeline:PutApprovalResult`, which no role of the pipeline has.
   * @param options comment, timeout and topic
   */
  public static manual(options: ManualApprovalOptions = {}): WaveApproval {
    requireTypes('WaveApproval.manual', options, APPROVAL_TYPES);
    throwOnProblems('WaveApproval.manual', ...approvalProblems(options));
    return new WaveApproval(options);
  }

  /** What reached the wave before is deployed without a person, if that wave is well. */
  public static none(): WaveApproval {
    return new WaveApproval();
  }

  /** Whether a person approves. */
  public readonly isManual: boolean;

  private constructor(
    /** @internal */
    public readonly _options?: ManualApprovalOptions,
  ) {
    this.isManual = _options !== undefined;
  }
}
