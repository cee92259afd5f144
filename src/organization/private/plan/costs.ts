import { CfnResource } from 'aws-cdk-lib';
import { Landscape, ofType, orNothing, placeOf } from './landscape';
import { PlanSection } from '../../../core/private/plan/plan-section';

/** What is billed without any use, or grows with use, by type. Types that cost nothing are not here. */
const BILLED: Record<string, string> = {
  'AWS::CloudTrail::Trail': 'management events of the first organization trail are free, S3 and KMS are not',
  'AWS::CodeArtifact::Repository': 'gigabytes and requests',
  'AWS::Config::ConfigurationRecorder': 'each configuration item that is recorded, in each account and region',
  'AWS::EC2::NatGateway': 'each hour, and each gigabyte',
  'AWS::EC2::TransitGatewayAttachment': 'each hour, and each gigabyte to the account that sends it',
  'AWS::EC2::VPNConnection': 'each hour, and an attachment beside it',
  'AWS::GuardDuty::Detector': 'events, flow logs and DNS queries that are analyzed, in each account',
  'AWS::KinesisFirehose::DeliveryStream': 'each gigabyte that is delivered',
  'AWS::KMS::Key': 'about 1 USD a month',
  'AWS::AccessAnalyzer::Analyzer': 'external access is free; unused access is billed by roles and users',
  'AWS::SecurityHub::Hub': 'checks and findings, in each account',
};

/** Quotas that a landing zone meets, by the type that counts for them. That of accounts is a pending input of theirs. */
const QUOTAS: Record<string, string> = {
  'AWS::EC2::TransitGateway': 'static routes of a transit gateway: 10,000; attachments: 5,000',
  'AWS::CloudFormation::StackSet': 'stack instances of a StackSet: 100,000',
};

/** What costs money before any product is there, and quotas that take time to raise. */
export function costsSection(landscape: Landscape): PlanSection {
  const billed = Object.keys(BILLED)
    .sort()
    .flatMap((type) => {
      const found = ofType(landscape, type);
      return found.length === 0
        ? []
        : [{ type, count: found.length, in: placesOf(landscape, found), billed: BILLED[type] }];
    });
  const quotas = Object.entries(QUOTAS).flatMap(([type, text]) => (ofType(landscape, type).length > 0 ? [text] : []));
  return {
    key: 'costs',
    title: 'What is billed, and quotas to ask for early',
    lines: orNothing([
      ...billed.map(({ type, count, billed: text, in: places }) => `${count} ${type} in ${places.join(', ')}: ${text}`),
      ...quotas.map((text) => `Quota: ${text}`),
    ]),
    data: { billed, quotas },
  };
}

function placesOf(landscape: Landscape, resources: CfnResource[]): string[] {
  return [...new Set(resources.map((resource) => placeOf(landscape, resource)))].sort();
}
