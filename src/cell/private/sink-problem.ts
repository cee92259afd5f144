import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { TEXT, typeProblem } from '../../core/private/checks/types';

/** The problem of a sink that no link of the cell leads to: a link and its sink are of one region, and of two accounts. */
export function sinkProblem(arn: string | undefined, region: string, account: string): Problem | undefined {
  if (arn === undefined || !TEXT.has(arn)) {
    return arn === undefined ? undefined : typeProblem('monitoringSinkArn', arn, TEXT);
  }
  const [, ofSink, owner] = /^arn:[a-z-]+:oam:([a-z0-9-]+):(\d{12}):sink\/[A-Za-z0-9-]+$/.exec(arn) ?? [];
  const isKnown = !Token.isUnresolved(region);
  return problemIf(ofSink === undefined || (isKnown && ofSink !== region) || owner === account, {
    code: 'cell/monitoring-sink',
    prop: 'monitoringSinkArn',
    value: Token.isUnresolved(arn) ? 'a token' : arn,
    allowed: `must be the ARN of a sink in ${isKnown ? region : 'the region of the cell'}, and of another account`,
    fix: 'pass what `aws oam list-sinks` shows in the monitoring account, in that region',
  });
}
