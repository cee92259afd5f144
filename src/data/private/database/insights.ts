import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import type { Engine } from './engine';

/** Classes that have too little memory for it with MySQL. */
const TOO_SMALL_FOR_MYSQL = /^t\w+\.(micro|small)$/;

/**
 * Database Insights in its standard mode, which keeps seven days and costs nothing. It has taken the place of the console of
 * Performance Insights; the properties of RDS still have that name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Database-Insights.html
 */
export function insightsOf({ dialect }: Engine, type: InstanceType | undefined, key: IKey) {
  const isTooSmall = dialect === 'mysql' && TOO_SMALL_FOR_MYSQL.test(type?.toString() ?? '');
  return isTooSmall
    ? { enablePerformanceInsights: false }
    : {
        enablePerformanceInsights: true,
        performanceInsightsKmsKeyId: key.keyArn,
        performanceInsightsRetentionPeriod: 7,
      };
}
