import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** A count of AWS Backup for a vault. The vault of copy jobs is the one that they copy to. */
export function backupMetric(metricName: string, vaultName: string, props?: MetricOptions): Metric {
  const dimensionsMap = { BackupVaultName: vaultName };
  return new Metric({ namespace: 'AWS/Backup', metricName, statistic: Stats.SUM, ...props, dimensionsMap });
}
