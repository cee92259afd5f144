import { production, resourcesIn, templates } from '../support/retail-enterprise';

jest.setTimeout(60_000);

test('FE4 alarms on errors, latency, CPU, memory and flow logs are made, and those of CloudFront in us-east-1', () => {
  const alarmsIn = (stack: string) => {
    const resources = Object.values<any>(templates[stack].Resources);
    const alarms = resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    return alarms.map(({ Properties }) => Properties.AlarmName.replace('retail-production-', ''));
  };

  expect(alarmsIn('watch')).toEqual(
    expect.arrayContaining([
      ...['api-CpuHigh', 'api-MemoryHigh', 'api-ServerErrors', 'api-Latency', 'api-DeploymentFailed'],
      ...['reports-DeploymentFailed', 'database-DatabaseCpuHigh', 'database-DatabaseMemoryHigh'],
      ...['network-FlowLogAnomalies', 'redis-RedisRefusesWrites', 'backup-BackupCopyFailed'],
    ]),
  );
  expect(alarmsIn('watch-edge')).toEqual(expect.arrayContaining(['site-ServerErrors', 'uptime-Unreachable']));
});

test.each([
  ['api-CpuHigh', 80],
  ['api-MemoryHigh', 85],
  ['api-ServerErrors', 1],
  ['api-Latency', 2],
  ['partners-Latency', 2000], // milliseconds
  ['reports-Latency', 10], // a report takes five seconds
  ['database-DatabaseCpuHigh', 80],
  ['database-DatabaseReplica1Lags', 600],
])('FE4 the alarm %s has the threshold %d', (name, threshold) => {
  const alarms = Object.values(resourcesIn(production, 'CloudWatch::Alarm'));
  const alarm = alarms.find(({ AlarmName }) => AlarmName === `retail-production-${name}`);

  expect(alarm.Threshold).toBe(threshold);
});

test('FE4h critical and high findings of scanners in the images of the stage are tickets, and those of Nessus', () => {
  const patterns = Object.values(resourcesIn(production, 'Events::Rule')).map(({ EventPattern }) => EventPattern);
  const [ofNessus] = patterns.filter(({ source }) => source[0] === 'retail.nessus');
  const ofInspector = JSON.stringify(patterns.filter(({ source }) => source[0] === 'aws.inspector2'));

  expect(ofNessus.detail.severity).toEqual(['CRITICAL', 'HIGH']);
  expect(ofInspector).toMatch(/retail-production-api.*retail-production-reports/);
  expect(Object.keys(resourcesIn(production, 'CloudWatch::Alarm')).join()).toMatch(/findings.*Finding/i);
});

test('FE4f logs that the brief keeps for 30 days are kept so', () => {
  const groups = Object.entries(resourcesIn(production, 'Logs::LogGroup'));
  const ofBrief = groups.filter(([id]) => /^(NetworkFlowLogs|Database|Api|Reports|Check|Worker)/.test(id));

  expect(ofBrief.length).toBeGreaterThan(9);
  expect(ofBrief.filter(([, { RetentionInDays }]) => RetentionInDays !== 30)).toEqual([]);
});

test('FE5 the brief asks for 15 minutes and an hour: they are promised within the region, and 7 days across', () => {
  const { recoveryObjectives } = production.backup!;
  const { environment } = production.stacks.find(({ stackName }) => /data-edge$/.test(stackName))!;
  const [files] = Object.values(resourcesIn(production, 'S3::Bucket'));

  expect(
    recoveryObjectives.map(({ recoveryPoint, recoveryTime }) => [recoveryPoint.toMinutes(), recoveryTime?.toMinutes()]),
  ).toEqual([
    [15, 60],
    [24 * 60, 60],
    [7 * 24 * 60, undefined],
  ]);
  expect([environment.region, files.VersioningConfiguration.Status]).toEqual(['us-east-1', 'Enabled']);
});
