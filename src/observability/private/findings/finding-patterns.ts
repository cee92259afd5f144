import { EventPattern } from 'aws-cdk-lib/aws-events';
import type { FindingScope } from './finding-scope';

/** Detail type of the events of other scanners. */
export const EXTERNAL_TYPE = 'Scanner Finding';

type Detail = Record<string, any>;

/**
 * Findings of Amazon Inspector: open ones, since it sends an event for each that it closes or suppresses, too.
 *
 * @see https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html
 */
export function inspectorPattern(scope: FindingScope): EventPattern {
  const images = (repositoryName: string[]) => ({
    resources: { details: { awsEcrContainerImage: { repositoryName } } },
  });
  const tagged = (tags: Detail) => ({ resources: { tags } });
  return {
    source: ['aws.inspector2'],
    detailType: ['Inspector2 Finding'],
    detail: {
      severity: scope.severities,
      status: ['ACTIVE'],
      awsAccountId: scope.accounts,
      ...ownedBy(scope, images, tagged),
    },
  };
}

/**
 * Basic scans of Amazon ECR: one event for each image, with the number of findings by severity. An event has a severity only if
 * there are findings of it. Undefined where `tags` alone restrict what counts: the event has none.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
 */
export function imageScanPattern(scope: FindingScope): EventPattern | undefined {
  const { repositories, tags, severities, accounts } = scope;
  if (tags !== undefined && repositories === undefined) {
    return undefined;
  }
  const counts = severities.map((severity) => ({
    'finding-severity-counts': { [severity]: [{ numeric: ['>', 0] }] },
  }));
  return {
    source: ['aws.ecr'],
    detailType: ['ECR Image Scan'],
    account: accounts,
    detail: {
      'scan-status': ['COMPLETE'],
      ...(repositories && { 'repository-name': repositories }),
      ...oneOf(counts),
    },
  };
}

/**
 * Findings of AWS Security Hub that are open and that no operator has looked at. Security Hub sends an event for each update, so
 * a finding comes again until its workflow status is another than NEW. Those that it has of Amazon Inspector count there.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 */
export function securityHubPattern(scope: FindingScope): EventPattern {
  const images = (RepositoryName: string[]) => ({
    Resources: { Details: { AwsEcrContainerImage: { RepositoryName } } },
  });
  const tagged = (Tags: Detail) => ({ Resources: { Tags } });
  return {
    source: ['aws.securityhub'],
    detailType: ['Security Hub Findings - Imported'],
    detail: {
      findings: {
        Severity: { Label: scope.severities },
        RecordState: ['ACTIVE'],
        Workflow: { Status: ['NEW'] },
        AwsAccountId: scope.accounts,
        ProductArn: [{ 'anything-but': { suffix: ':product/aws/inspector' } }],
        ...ownedBy(scope, images, tagged),
      },
    },
  };
}

/** Findings that another scanner puts on the default event bus. Undefined without one. */
export function externalPattern({ sources, severities }: FindingScope): EventPattern | undefined {
  return sources.length === 0
    ? undefined
    : { source: sources, detailType: [EXTERNAL_TYPE], detail: { severity: severities } };
}

/** Findings of one of the repositories, or of a resource with all of the tags. */
function ownedBy(
  { repositories, tags }: FindingScope,
  images: (names: string[]) => Detail,
  tagged: (tags: Detail) => Detail,
): Detail {
  const values = tags?.map(([key, value]) => [key, [value]]);
  return oneOf([
    ...(repositories === undefined ? [] : [images(repositories)]),
    ...(values === undefined ? [] : [tagged(Object.fromEntries(values))]),
  ]);
}

/** EventBridge takes `$or` with two alternatives or more. */
function oneOf(alternatives: Detail[]): Detail {
  return alternatives.length > 1 ? { $or: alternatives } : (alternatives[0] ?? {});
}
