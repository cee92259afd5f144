import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { twinIn } from './twin-stack';

/** Region that CloudFront reads certificates and web ACLs from, and publishes its metrics to. */
export const EDGE_REGION = 'us-east-1';

/** The stack in us-east-1 that goes with the stack of `scope`: a stack of the team, or that stack itself, or its twin. */
export function edgeStackOf(scope: Construct, given?: Stack): Stack {
  const reason = 'the only region that CloudFront reads from';
  return twinIn(scope, EDGE_REGION, given && { stack: given, prop: 'edgeStack', reason });
}
