import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from '../../../../src/core';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../../../src/edge';
import { AlarmTarget, BankObservability } from '../../../../src/observability';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';

const { COUNT, BLOCK } = FirewallMode;
const firewallIn = (stack: Stack, mode: FirewallMode, scope: FirewallScope = FirewallScope.REGIONAL) => {
  return new EdgeFirewall(stack, 'Firewall', { mode, scope });
};

describe('PC8 the alarms of a firewall', () => {
  test.each([
    [BLOCK, 'BlockedRequests', 'matched + FILL(allowed, 0)'],
    [COUNT, 'CountedRequests', 'matched + FILL(allowed, 0) - matched'],
  ])('in %s mode are tickets on %s', (mode, metricName, all) => {
    const stack = workloadStack();
    const { alarmDefinitions } = firewallIn(stack, mode);
    alarmDefinitions.forEach((definition) => new Alarm(stack, definition.id, definition));
    const [share, rate] = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const metrics = Object.fromEntries(share.Metrics.map((metric: any) => [metric.Id, metric]));

    expect(
      alarmDefinitions.map(({ id, severity, threshold, evaluationPeriods }) => {
        return [id, severity, threshold, evaluationPeriods];
      }),
    ).toEqual([
      ['ManyRequestsMatch', 'TICKET', 10, 3],
      ['RateLimitReached', 'TICKET', 0, 1],
    ]);
    expect(alarmDefinitions[1].symptom).toContain(mode === COUNT ? 'which only counts' : 'is refused until');
    expect(rate).toMatchObject({ Namespace: 'AWS/WAFV2', MetricName: metricName, Statistic: 'Sum', Period: 300 });
    expect(rate.Dimensions).toEqual([
      { Name: 'Region', Value: 'ap-southeast-1' },
      { Name: 'Rule', Value: 'RateLimit' },
      { Name: 'WebACL', Value: expect.stringMatching(/^Web-Firewall-/) },
    ]);
    expect(share.Metrics[0].Expression).toBe(`IF(matched >= 50, 100 * matched / (${all}), 0)`);
    expect(metrics.requests.MetricStat.Metric.MetricName).toBe(metricName);
    expect(metrics.allowed.MetricStat.Metric).toMatchObject({ MetricName: 'AllowedRequests' });
  });
});

describe('RB12c what watches a web ACL for distributions', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const firewall = firewallIn(stack, BLOCK, FirewallScope.CLOUDFRONT);
  const alarms = [AlarmTarget.email('oncall@bank.example')];
  const observability = new BankObservability(stack, 'Observability', {
    namePrefix: 'prd-rl-bank',
    sources: { firewall },
    page: alarms,
    ticket: alarms,
  });
  const watching = observability.node.root.node.findAll().filter(Stack.isStack);
  const edge = watching.find(({ stackName }) => stackName === 'Web-edge-watch')!;

  test('lies in us-east-1, the region of its metrics, which have no Region', () => {
    const watched = resourcesOf(edge, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const rate = watched.find(({ AlarmName }) => AlarmName === 'prd-rl-bank-firewall-RateLimitReached');

    expect(rate.Dimensions.map(({ Name }: any) => Name)).toEqual(['Rule', 'WebACL']);
    expect(firewall.graphDefinitions.map(({ tier, region }) => [tier, region])).toEqual(
      Array(3).fill([TrafficTier.EDGE, 'us-east-1']),
    );
    expect(firewall.graphDefinitions[2].metrics).toHaveLength(5);
  });

  test('has its log queries where the log is, and waits for it', () => {
    const names = resourcesOf(edge, 'AWS::Logs::QueryDefinition').map(({ Properties }) => [
      Properties.Name,
      Properties.LogGroupNames,
    ]);

    expect(names).toEqual(
      firewall.logQueries.map(({ question }) => [
        `prd-rl-bank/firewall/${question}`,
        [expect.stringMatching(/^aws-waf-logs-Web-Firewall-/)],
      ]),
    );
    expect(edge.dependencies.map(({ stackName }) => stackName)).toContain('Web-edge');
  });
});
