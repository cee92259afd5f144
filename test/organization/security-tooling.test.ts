import { Duration, Stack } from 'aws-cdk-lib';
import { AlarmSeverity } from '../../src/core';
import { SecurityTooling } from '../../src/organization';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { archiveIn, archiveStack, knownArchive, TOOLING } from '../support/log-archive';
import { only } from '../support/machine';
import { ORGANIZATION, organizationIn } from '../support/organization';

/** In two regions, with an archive that the same app makes. */
const app = newApp();
const archived = archiveStack(app);
const archive = archiveIn(archived);
const stack = new Stack(app, 'tooling', { env: TOOLING });
const tooling = new SecurityTooling(stack, 'SecurityTooling', {
  ...{ organization: organizationIn(stack), archive, regions: ['eu-central-1'] },
  ...{ unusedAccessAge: Duration.days(90), trailLogRetention: Duration.days(731), trailName: 'acme' },
  standards: ['cis-aws-foundations-benchmark/v/3.0.0', 'aws-foundational-security-best-practices/v/1.0.0'],
});
const twin = app.node
  .findAll()
  .filter(Stack.isStack)
  .find(({ region }) => region === 'eu-central-1')!;

/** With the defaults, and an archive of another app. */
const usual = new Stack(newApp(), 'tooling', { env: TOOLING });
new SecurityTooling(usual, 'SecurityTooling', { organization: organizationIn(usual), archive: knownArchive(usual) });

describe('PC6a GuardDuty', () => {
  test('PC6a has a detector in each region', () => {
    [stack, twin].forEach((one) => expect(only(one, 'AWS::GuardDuty::Detector')).toMatchObject({ Enable: true }));
  });

  test('PC6a is delegated and enabled in every account by commands, in each region after its detector', () => {
    const ofDetectors = tooling.pendingInputs.filter(({ key }) => /guardduty\//.test(key));

    expect(ofDetectors.map(({ key, command }) => [key, command.split(' ').slice(1, 3).join(' ')])).toEqual([
      ['delegated-administrator/guardduty/us-east-1', 'guardduty enable-organization-admin-account'],
      ['delegated-administrator/guardduty/eu-central-1', 'guardduty enable-organization-admin-account'],
      ['auto-enable/guardduty/us-east-1', 'guardduty update-organization-configuration'],
      ['auto-enable/guardduty/eu-central-1', 'guardduty update-organization-configuration'],
    ]);
    expect(ofDetectors[0].command).toContain('--admin-account-id 100000000001 --region us-east-1');
    expect(ofDetectors[3].command).toContain('--auto-enable-organization-members ALL --region eu-central-1');
    expect(ofDetectors.map(({ owner }) => owner)).toEqual([
      ...Array(2).fill('an administrator of the management account, after the first deployment of tooling'),
      ...Array(2).fill('an administrator of the security tooling account, after the delegation'),
    ]);
  });
});

describe('PC6b Security Hub', () => {
  test('PC6b aggregates the findings of all regions, and configures each account by one policy of the root', () => {
    expect(only(stack, 'AWS::SecurityHub::FindingAggregator')).toEqual({
      RegionLinkingMode: 'SPECIFIED_REGIONS',
      Regions: ['eu-central-1'],
    });
    expect(only(stack, 'AWS::SecurityHub::OrganizationConfiguration')).toMatchObject({ ConfigurationType: 'CENTRAL' });
    expect(only(stack, 'AWS::SecurityHub::PolicyAssociation')).toMatchObject({
      TargetType: 'ROOT',
      TargetId: 'r-ab12',
    });
    const { SecurityHub } = only(stack, 'AWS::SecurityHub::ConfigurationPolicy').ConfigurationPolicy;
    expect(SecurityHub.ServiceEnabled).toBe(true);
    expect(SecurityHub.EnabledStandardIdentifiers.map((it: any) => it['Fn::Join'][1].at(-1))).toEqual([
      ':securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0',
      ':securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0',
    ]);
  });

  test('PC6b creates the hub, the aggregator, the configuration and its policy one after the other', () => {
    const types = ['Hub', 'FindingAggregator', 'OrganizationConfiguration', 'ConfigurationPolicy'];
    const { Resources } = templateOf(stack);
    const waitsFor = types.map((type) => {
      const [{ DependsOn = [] }] = resourcesOf(stack, `AWS::SecurityHub::${type}`);
      return DependsOn.map((id: string) => Resources[id].Type);
    });

    expect(waitsFor).toEqual([[], ...types.slice(0, 3).map((type) => [`AWS::SecurityHub::${type}`])]);
  });

  test('PC6b links every region by default, and checks the best practices of AWS', () => {
    expect(only(usual, 'AWS::SecurityHub::FindingAggregator')).toEqual({ RegionLinkingMode: 'ALL_REGIONS' });
    const { SecurityHub } = only(usual, 'AWS::SecurityHub::ConfigurationPolicy').ConfigurationPolicy;
    expect(JSON.stringify(SecurityHub.EnabledStandardIdentifiers)).toContain('best-practices/v/1.0.0');
  });
});

describe('PC6c the trail of the organization', () => {
  test('PC6c is of every account and region, validated, encrypted, and in the archive', () => {
    const [{ Properties, DeletionPolicy }] = resourcesOf(stack, 'AWS::CloudTrail::Trail');

    expect(Properties).toMatchObject({
      TrailName: 'acme',
      IsLogging: true,
      IsOrganizationTrail: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: 'acme-log-archive',
      S3KeyPrefix: 'cloudtrail',
    });
    expect(JSON.stringify(Properties.KMSKeyId)).toContain(
      ':kms:us-east-1:100000000002:alias/acme-log-archive-cloudtrail',
    );
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('PC6c waits for the archive and for its role', () => {
    const [{ DependsOn }] = resourcesOf(stack, 'AWS::CloudTrail::Trail');

    expect(stack.dependencies).toContain(archived);
    expect(DependsOn).toEqual([expect.stringMatching(/^SecurityToolingTrailLogsDefaultPolicy/)]);
    expect(only(stack, 'AWS::Logs::LogGroup')).toMatchObject({ RetentionInDays: 731 });
  });

  test('PC6c is delegated before the first deployment, by the command that makes its service-linked role', () => {
    const input = tooling.pendingInputs.find(({ key }) => key === 'delegated-administrator/cloudtrail')!;

    expect(input).toMatchObject({
      owner: 'an administrator of the management account, before the first deployment of tooling',
      command: 'aws cloudtrail register-organization-delegated-admin --member-account-id 100000000001',
    });
    expect(input.check).toMatch(/^aws organizations list-delegated-administrators .* # prints 100000000001$/);
  });
});

test('PC6d AWS Config aggregates all accounts and regions, by a role that lists the accounts', () => {
  expect(only(stack, 'AWS::Config::ConfigurationAggregator')).toMatchObject({
    OrganizationAggregationSource: { AllAwsRegions: true },
  });
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).toContain('organizations:ListAccounts');
  expect(tooling.pendingInputs.map(({ key }) => key)).toContain('delegated-administrator/config');
});

describe('PC6e IAM Access Analyzer', () => {
  const typesIn = (one: Stack) =>
    resourcesOf(one, 'AWS::AccessAnalyzer::Analyzer').map(({ Properties }) => Properties.Type);

  test('PC6e finds access from outside of the organization in each region, and unused access once', () => {
    expect(typesIn(stack).sort()).toEqual(['ORGANIZATION', 'ORGANIZATION_UNUSED_ACCESS']);
    expect(typesIn(twin)).toEqual(['ORGANIZATION']);
  });

  test('PC6e looks for no unused access by default, which is billed', () => {
    expect(typesIn(usual)).toEqual(['ORGANIZATION']);
  });
});

describe('the sink', () => {
  test('takes links of the organization alone, and is one in each region', () => {
    const { Policy } = only(twin, 'AWS::Oam::Sink');

    expect(Policy.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: '*',
        Action: ['oam:CreateLink', 'oam:UpdateLink'],
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION.organizationId },
          'ForAllValues:StringEquals': {
            'oam:ResourceTypes': ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup', 'AWS::XRay::Trace'],
          },
        },
      },
    ]);
    expect(stack.resolve(tooling.sinkArnIn('us-east-1'))).toEqual(stack.resolve(tooling.sinkArn));
    expect(twin.resolve(tooling.sinkArnIn('eu-central-1'))).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/Sink/), 'Arn'],
    });
  });

  test('is refused in a region without the tools', () => {
    expect(() => tooling.sinkArnIn('eu-west-1')).toThrowProblem(
      ...(['security-tooling/unknown-region', 'region', 'eu-west-1'] as const),
    );
  });
});

describe('PC6 alarms', () => {
  test('PC6 page where the trail or a detector stopped', () => {
    expect(tooling.alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
      ['TrailStopped', AlarmSeverity.PAGE],
      ['TrailSilent', AlarmSeverity.PAGE],
      ['DetectorStopped', AlarmSeverity.PAGE],
      ['RecorderStopped', AlarmSeverity.TICKET],
      ['HubStopped', AlarmSeverity.TICKET],
    ]);
  });

  test.each([
    ['TrailStopped', ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', '"*acme"']],
    ['DetectorStopped', ['DeleteDetector', 'StopMonitoringMembers', '$.requestParameters.enable IS FALSE']],
    ['RecorderStopped', ['StopConfigurationRecorder', 'DeleteDeliveryChannel']],
    ['HubStopped', ['DisableSecurityHub', 'DeleteFindingAggregator']],
  ])('PC6 %s counts calls of every account in the log group of the trail, refused ones left out', (name, terms) => {
    const filters = resourcesOf(stack, 'AWS::Logs::MetricFilter').map(({ Properties }) => Properties);
    const filter = filters.find(({ MetricTransformations: [{ MetricName }] }) => MetricName === name)!;

    expect(filter.MetricTransformations[0].MetricNamespace).toBe('SecurityTooling/acme');
    [...terms, '($.errorCode NOT EXISTS)'].forEach((term) => expect(filter.FilterPattern).toContain(term));
    expect(filter.FilterPattern.length).toBeLessThanOrEqual(1024); // the quota of CloudWatch Logs
  });
});
