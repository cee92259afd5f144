import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** The count of resources that cost by the hour or by the piece. Prices change and depend on the region. */
export function costsSection(bank: Construct, config: BankMvpConfig): PlanSection {
  const count = (type: string) => resourcesBelow(bank, type).length;
  const { api, cache } = config;
  const most = api.scaling ? ` up to ${api.scaling.maxTasks}` : '';
  const alarms = resourcesBelow(bank, 'AWS::CloudWatch::Alarm').map((alarm) => {
    const { Metrics } = propertiesOf(alarm);
    return Metrics === undefined ? 1 : Metrics.filter(({ MetricStat }: any) => MetricStat !== undefined).length;
  });
  const drivers: Array<[number, string]> = [
    [api.desiredCount, `Fargate tasks${most} of ${api.cpu / 1024} vCPU and ${api.memoryMiB} MiB, once they run`],
    [count('AWS::ElasticLoadBalancingV2::LoadBalancer'), 'load balancers, by the hour and by load'],
    [
      count('AWS::ElastiCache::ServerlessCache'),
      `serverless caches, up to ${cache.maxDataGigabytes} GB and ${cache.maxEcpuPerSecond} units a second`,
    ],
    [count('AWS::CloudFront::Distribution'), 'distributions, by traffic'],
    [count('AWS::SecretsManager::Secret'), 'secrets'],
    [count('AWS::KMS::Key'), 'keys'],
    [alarms.reduce((sum, metrics) => sum + metrics, 0), 'metrics with alarms'],
    [count('AWS::CloudWatch::CompositeAlarm'), 'composite alarms'],
    [count('AWS::CloudWatch::Dashboard'), 'dashboards'],
    [count('AWS::Route53::HealthCheck'), 'health checks'],
    [count('AWS::EC2::VPCEndpoint'), 'endpoints in the network, by the hour and zone'],
  ];
  const counted = drivers.filter(([number]) => number > 0);
  return {
    key: 'costs',
    title: 'What drives the costs, beside logs, images and traffic',
    lines: counted.map(([number, what]) => `${number} ${what}`),
    data: counted.map(([number, what]) => ({ number, what })),
  };
}
