import { Aws, Stack } from 'aws-cdk-lib';
import { CfnLink } from 'aws-cdk-lib/aws-oam';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { CellPlan } from '../cell-plan';

/** Shares metrics, logs and traces of the account, in the region of the cell, with the account that has the sink. */
export function sinkLink(cell: Stack, stack: Stack, { optIns }: CellPlan): void {
  const { monitoringSinkArn: sinkIdentifier } = optIns;
  if (sinkIdentifier === undefined) {
    return;
  }
  const before = claimUnique(cell, ['oam/link', cell.account, sinkIdentifier], cell);
  throwOnProblems(
    cell,
    problemIf(before !== undefined, {
      code: 'cell/sink-linked-twice',
      prop: 'monitoringSinkArn',
      value: sinkIdentifier,
      allowed: `must be given to one cell of an account and region, and ${before} links the account to it already`,
      fix: 'leave it out: the link shares what all cells of the account have',
    }),
  );
  new CfnLink(stack, 'MonitoringLink', {
    // A link has the partition of its stack. CloudFormation's validator warns of an ARN that is written out.
    sinkIdentifier: sinkIdentifier.replace(/^arn:[a-z-]+:/, `arn:${Aws.PARTITION}:`),
    labelTemplate: '$AccountName',
    resourceTypes: ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup', 'AWS::XRay::Trace'],
  });
}
