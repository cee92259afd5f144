import { Distribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { grantPublish } from './publisher';
import { siteAlarms } from './site-alarms';
import { siteGraphs } from './site-graphs';
import { siteRequestMetrics } from './site-metrics';
import { AlarmDefinition, GraphDefinition, LogQueryDefinition, RequestMetrics } from '../../core';
import { attributeDomainProblem, attributeNameProblems } from '../../core/private/checks/attributes';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../core/private/checks/types';
import type { IStaticSpaSite, StaticSpaSiteAttributes } from '../static-spa-site-reference';

const EXAMPLE = 'd111111abcdef8.cloudfront.net';

/** A site that another app defines. Its certificate is watched there. */
export class ImportedSite extends Construct implements IStaticSpaSite {
  public readonly bucket: IBucket;
  public readonly distribution: IDistribution;
  public readonly bucketName: string;
  public readonly distributionId: string;
  public readonly distributionDomainName: string;
  public readonly origin: string;

  constructor(scope: Construct, id: string, attributes: StaticSpaSiteAttributes) {
    super(scope, id);
    requireProps(this, attributes, { bucketName: true, distributionId: true, distributionDomainName: true });
    const names = { bucketName: TEXT, distributionId: TEXT, distributionDomainName: TEXT };
    throwOnProblems(this, ...typeProblems(attributes, { ...names, origin: TEXT }));
    const { bucketName, distributionId, distributionDomainName, origin } = attributes;
    throwOnProblems(
      this,
      ...attributeNameProblems('site/not-a-resource-name', { bucketName, distributionId }),
      problemIf(origin !== undefined && !isOrigin(origin), {
        code: 'site/not-an-origin',
        prop: 'origin',
        value: origin,
        allowed: 'must be a scheme and a host without a path, since browsers compare it letter by letter',
        fix: 'write it like "https://app.bank.example"',
      }),
      attributeDomainProblem('site/not-a-domain-name', 'distributionDomainName', distributionDomainName, EXAMPLE),
    );
    this.bucketName = bucketName;
    this.distributionId = distributionId;
    this.distributionDomainName = distributionDomainName;
    this.origin = origin ?? `https://${distributionDomainName}`;
    this.bucket = Bucket.fromBucketName(this, 'Content', bucketName);
    this.distribution = Distribution.fromDistributionAttributes(this, 'Distribution', {
      distributionId,
      domainName: distributionDomainName,
    });
  }

  public get alarmDefinitions(): AlarmDefinition[] {
    return siteAlarms(this, this.origin);
  }

  public get requestMetrics(): RequestMetrics {
    return siteRequestMetrics(this, false);
  }

  public get graphDefinitions(): GraphDefinition[] {
    return siteGraphs(this);
  }

  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  public grantPublish(grantee: IGrantable): Grant {
    return grantPublish(this, grantee);
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*');
}
