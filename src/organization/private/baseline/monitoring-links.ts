import { Aws } from 'aws-cdk-lib';
import { CfnLink } from 'aws-cdk-lib/aws-oam';
import { Construct } from 'constructs';
import { BaselineTemplate, regionCondition } from './template';

/** ARN of a sink of CloudWatch, with its region. */
export const SINK_ARN = /^arn:[a-z-]+:oam:([a-z0-9-]+):\d{12}:sink\/[A-Za-z0-9-]+$/;

/** Shares metrics, logs and traces with the account of the sink, in the region of each sink. */
export function addMonitoringLinks(template: BaselineTemplate, sinkArns: string[]): void {
  const links = new Construct(template, 'MonitoringLinks');
  for (const arn of [...sinkArns].sort()) {
    const region = SINK_ARN.exec(arn)![1];
    const ofRegion = new Construct(links, region);
    const link = new CfnLink(ofRegion, 'Link', {
      // A link has the partition of its stack. CloudFormation's validator warns of an ARN that is written out.
      sinkIdentifier: arn.replace(/^arn:[a-z-]+:/, `arn:${Aws.PARTITION}:`),
      labelTemplate: '$AccountName',
      resourceTypes: ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup', 'AWS::XRay::Trace'],
    });
    link.cfnOptions.condition = regionCondition(ofRegion, 'IsRegion', region);
  }
}
