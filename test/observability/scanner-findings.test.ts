import { App, Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AlarmSeverity, TrafficTier } from '../../src/core';
import { FindingSeverity, ScannerFindings, ScannerFindingsProps } from '../../src/observability';
import { ImageRepository } from '../../src/service';
import { arnOf, danglingIn, exportsIn, propertiesOf } from '../support/api';
import { ACCOUNT, lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { alarmNamed, observe } from '../support/observability';

const NAME = 'Web-Findings-F3B9C179';
const LOG = `/aws/events/findings/${NAME}`;

const findingsIn = (stack: Stack, props?: ScannerFindingsProps) => new ScannerFindings(stack, 'Findings', props);
const imageIn = (stack: Stack, name = 'shop-api', place = `${ACCOUNT}.dkr.ecr.ap-southeast-1`) =>
  ImageRepository.fromImageUri(stack, name, `${place}.amazonaws.com/${name}:live`);

/** The patterns of the rules, by the source that they begin with. */
function patternsIn(stack: Stack): Record<string, any> {
  const patterns = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties.EventPattern);
  return Object.fromEntries(patterns.map((pattern) => [pattern.source[0], pattern]));
}

describe('with its defaults', () => {
  const stack = workloadStack();
  const findings = findingsIn(stack);
  const byType = (type: string) => resourcesOf(stack, type).map(({ Properties }) => Properties);

  test('FE4h a critical or high finding of Inspector, of ECR or of Security Hub counts, while it is open and of this account', () => {
    const severities = ['CRITICAL', 'HIGH'];
    const above0 = [{ numeric: ['>', 0] }];
    expect(patternsIn(stack)).toEqual({
      'aws.inspector2': {
        source: ['aws.inspector2'],
        'detail-type': ['Inspector2 Finding'],
        detail: { severity: severities, status: ['ACTIVE'], awsAccountId: [ACCOUNT] },
      },
      'aws.ecr': {
        source: ['aws.ecr'],
        'detail-type': ['ECR Image Scan'],
        account: [ACCOUNT],
        detail: {
          'scan-status': ['COMPLETE'],
          $or: severities.map((severity) => ({ 'finding-severity-counts': { [severity]: above0 } })),
        },
      },
      'aws.securityhub': {
        source: ['aws.securityhub'],
        'detail-type': ['Security Hub Findings - Imported'],
        detail: {
          findings: {
            ...{ Severity: { Label: severities }, RecordState: ['ACTIVE'], Workflow: { Status: ['NEW'] } },
            AwsAccountId: [ACCOUNT],
            ProductArn: [{ 'anything-but': { suffix: ':product/aws/inspector' } }],
          },
        },
      },
    });
  });

  test('FE4h every rule writes whole events to one log group, and a metric filter for each scanner counts what AWS sent', () => {
    const arn = arnOf('logs:ap-southeast-1:111111111111:log-group:');
    const target = JSON.stringify(arn).slice(0, -4); // the name follows
    const targets = byType('AWS::Events::Rule').map(({ Targets }) => Targets);
    const filters = byType('AWS::Logs::MetricFilter').map(({ FilterPattern, MetricTransformations: [to] }) => {
      return [FilterPattern, to.MetricNamespace, to.MetricName];
    });

    expect(targets).toEqual(Array(3).fill([{ Id: 'Log', Arn: expect.anything() }]));
    expect(targets.every((it) => JSON.stringify(it).includes(target))).toBe(true);
    expect(filters).toEqual([
      ['{ $.source = "aws.inspector2" }', `ScannerFindings/${NAME}`, 'InspectorFindings'],
      ['{ $.source = "aws.ecr" }', `ScannerFindings/${NAME}`, 'ImagesWithFindings'],
      ['{ $.source = "aws.securityhub" }', `ScannerFindings/${NAME}`, 'SecurityHubFindings'],
    ]);
  });

  test('the log is kept for a year, takes events of EventBridge alone, and goes with the construct', () => {
    const [{ DeletionPolicy, Properties }] = resourcesOf(stack, 'AWS::Logs::LogGroup');
    const services = Properties.ResourcePolicyDocument.Statement.map(({ Principal }: any) => Principal.Service);

    expect([DeletionPolicy, Properties.LogGroupName, Properties.RetentionInDays]).toEqual(['Delete', LOG, 365]);
    expect(services).toEqual(Array(2).fill(['events.amazonaws.com', 'delivery.logs.amazonaws.com']));
    expect(stack.resolve(findings.logGroup.logGroupName)).toEqual({ Ref: expect.stringMatching(/^FindingsEvents/) });
    expect(lambdasIn(stack.node.root as App)).toEqual([]);
  });

  test('PC11a it files a ticket for each scanner, one for all that comes within an hour', () => {
    const alarms = findings.alarmDefinitions;

    expect(alarms.map(({ id, runbookAnchor }) => [id, runbookAnchor])).toEqual([
      ['InspectorFinding', 'scanner-finding-of-inspector'],
      ['ImageScanFinding', 'scanner-finding-in-an-image'],
      ['SecurityHubFinding', 'scanner-finding-of-security-hub'],
    ]);
    alarms.forEach((alarm) => {
      const { severity, threshold, evaluationPeriods, logGroupName, notifyOnRecovery } = alarm;
      expect([severity, threshold, evaluationPeriods, logGroupName]).toEqual([AlarmSeverity.TICKET, 0, 1, LOG]);
      expect(notifyOnRecovery).toBeUndefined();
      expect((alarm.metric as any).period).toEqual(Duration.hours(1));
    });
  });

  test('one graph has a line for each scanner, and queries read what, where, how severe and a link of each event', () => {
    const [{ tier, metrics }, ...others] = findings.graphDefinitions;
    const [last, again] = findings.logQueries.map(({ commands }) => commands.join('\n'));

    expect([tier, metrics.map((metric: any) => metric.label), others]).toEqual([
      ...[TrafficTier.ACCOUNT, ['Inspector', 'Images', 'Security Hub']],
      [],
    ]);
    expect(last).toContain('coalesce(event.detail.severity, event.detail.findings[0].Severity.Label) as severity');
    expect(last).toContain('display @timestamp, severity, critical, high, finding, place, link');
    expect(again).toContain('by finding, place');
    expect(findings.logQueries.map(({ logGroupName }) => logGroupName)).toEqual([LOG, LOG]);
  });
});

describe('with all that it can have', () => {
  const stack = workloadStack();
  const findings = findingsIn(stack, {
    minimumSeverity: FindingSeverity.LOW,
    repositories: [imageIn(stack, 'shop-web'), imageIn(stack), imageIn(new Stack(stack, 'Other'), 'shop-web')],
    tags: { team: 'shop', stage: 'prd' },
    accounts: ['222222222222', ACCOUNT, ACCOUNT],
    externalSources: ['ci.trivy', 'ci.audit'],
    logRetention: Duration.days(30),
  });
  const patterns = patternsIn(stack);
  const ALL = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

  test('FE4h images of the repositories count, and resources with all of the tags, whatever the order', () => {
    const names = ['shop-api', 'shop-web'];
    const tags = { stage: ['prd'], team: ['shop'] };

    expect(patterns['aws.inspector2'].detail.$or).toEqual([
      { resources: { details: { awsEcrContainerImage: { repositoryName: names } } } },
      { resources: { tags } },
    ]);
    expect(patterns['aws.securityhub'].detail.findings.$or).toEqual([
      { Resources: { Details: { AwsEcrContainerImage: { RepositoryName: names } } } },
      { Resources: { Tags: tags } },
    ]);
    expect(patterns['aws.ecr'].detail['repository-name']).toEqual(names);
    expect(JSON.stringify(patterns)).toContain('{"tags":{"stage":["prd"],"team":["shop"]}}');
  });

  test('the accounts and the severities are those of the props', () => {
    const { awsAccountId, severity } = patterns['aws.inspector2'].detail;

    expect([awsAccountId, severity]).toEqual([[ACCOUNT, '222222222222'], ALL]);
    expect(patterns['aws.ecr'].account).toEqual([ACCOUNT, '222222222222']);
    expect(patterns['aws.securityhub'].detail.findings.AwsAccountId).toEqual([ACCOUNT, '222222222222']);
    expect(propertiesOf(stack, 'AWS::Logs::LogGroup').RetentionInDays).toBe(30);
  });

  test('FE4h a scanner of your own puts events of one detail type on the bus, and files a ticket, too', () => {
    const filter = resourcesOf(stack, 'AWS::Logs::MetricFilter').at(-1)!.Properties;

    expect(patterns['ci.audit']).toEqual({
      source: ['ci.audit', 'ci.trivy'],
      'detail-type': ['Scanner Finding'],
      detail: { severity: ALL },
    });
    expect(filter.FilterPattern).toBe('{ ($.source = "ci.audit") || ($.source = "ci.trivy") }');
    expect(findings.alarmDefinitions.at(-1)).toMatchObject({
      ...{ id: 'ExternalFinding', runbookAnchor: 'scanner-finding-from-outside' },
      metric: findings.metricExternalFindings({ period: Duration.hours(1) }),
    });
  });
});

test('critical findings alone count where the props say so, of images alone or of tags alone', () => {
  const stack = workloadStack();
  const minimumSeverity = FindingSeverity.CRITICAL;
  findingsIn(stack, { minimumSeverity, repositories: [imageIn(stack)] });
  const tagged = workloadStack();
  const findings = findingsIn(tagged, { minimumSeverity, tags: { team: 'shop' } });

  expect(patternsIn(stack)['aws.ecr'].detail).toEqual({
    ...{ 'scan-status': ['COMPLETE'], 'repository-name': ['shop-api'] },
    'finding-severity-counts': { CRITICAL: [{ numeric: ['>', 0] }] },
  });
  expect(patternsIn(tagged)['aws.inspector2'].detail).toMatchObject({ resources: { tags: { team: ['shop'] } } });
  expect(Object.keys(patternsIn(tagged))).toEqual(['aws.inspector2', 'aws.securityhub']); // scans of ECR have no tags
  expect(findings.alarmDefinitions.map(({ id }) => id)).toEqual(['InspectorFinding', 'SecurityHubFinding']);
});

test('alarms in another stack read names alone, of the findings and of the repositories', () => {
  const app = newApp();
  const images = workloadStack(app, 'Images');
  const image = new ImageRepository(images, 'Image', {
    image: `${ACCOUNT}.dkr.ecr.ap-southeast-1.amazonaws.com/a/b:live`,
  });
  const stack = workloadStack(app);
  observe(stack, { findings: findingsIn(stack, { repositories: [image] }) });
  const { properties, stack: place } = alarmNamed(app, 'findings-InspectorFinding');

  expect(properties).toMatchObject({ Namespace: `ScannerFindings/${NAME}`, MetricName: 'InspectorFindings' });
  expect(properties).toMatchObject({ Statistic: 'Sum', Period: 3600, TreatMissingData: 'notBreaching' });
  expect([place, properties.OKActions]).toEqual(['Web-watch', undefined]);
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(patternsIn(stack)['aws.ecr'].detail['repository-name']).toEqual(['a/b']);
});

test('a repository of any account or region fits a stack of none, and the account of that is left to CloudFormation', () => {
  const stack = new Stack(newApp(), 'Anywhere');
  const repository = new Repository(stack, 'Repository');
  findingsIn(stack, { repositories: [ImageRepository.fromRepository(stack, 'Image', repository, { tag: 'live' })] });

  expect(patternsIn(stack)['aws.inspector2'].detail.awsAccountId).toEqual([{ Ref: 'AWS::AccountId' }]);
  expect(JSON.stringify(templateOf(stack))).toContain('"repository-name":[');
});
