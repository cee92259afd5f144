import { Stack } from 'aws-cdk-lib';
import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { CfnSink } from 'aws-cdk-lib/aws-oam';
import { Construct } from 'constructs';
import { childScope } from '../../../core/private/resources/child-scope';
import { twinIn } from '../../../core/private/stacks/twin-stack';
import { IOrganization } from '../../i-organization';
import type { SecurityToolingProps } from '../../security-tooling';

/** What accounts of the organization may share with the sink. */
const SHARED = ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup', 'AWS::XRay::Trace'];

/** Detector, analyzer and sink of each region, which are regional services; the ARNs of the sinks, by region. */
export function regionalTools(scope: Construct, regions: string[], props: SecurityToolingProps): Map<string, string> {
  const home = Stack.of(scope);
  const sinks = regions.map((region): [string, string] => {
    const isHome = region === home.region;
    const place = isHome ? scope : childScope(twinIn(scope, region), scope.node.id);
    new CfnDetector(place, 'Detector', { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' });
    new CfnAnalyzer(place, 'ExternalAccess', { analyzerName: 'organization', type: 'ORGANIZATION' });
    if (isHome && props.unusedAccessAge !== undefined) {
      unusedAccess(place, props.unusedAccessAge.toDays()); // IAM is global, and each analyzer is billed
    }
    const { attrArn } = sinkOf(place, props.organization);
    return [region, attrArn];
  });
  return new Map(sinks);
}

function unusedAccess(scope: Construct, unusedAccessAge: number): void {
  new CfnAnalyzer(scope, 'UnusedAccess', {
    analyzerName: 'organization-unused-access',
    type: 'ORGANIZATION_UNUSED_ACCESS',
    analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge } },
  });
}

/** A sink that every account of the organization may link itself to, and no other account. */
function sinkOf(scope: Construct, { organizationId }: IOrganization): CfnSink {
  return new CfnSink(scope, 'Sink', {
    name: 'organization',
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: ['oam:CreateLink', 'oam:UpdateLink'],
          Resource: '*',
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': organizationId },
            'ForAllValues:StringEquals': { 'oam:ResourceTypes': SHARED },
          },
        },
      ],
    },
  });
}
