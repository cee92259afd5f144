import { IPropertyInjector, RemovalPolicies } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LogGroup, LogGroupClass } from 'aws-cdk-lib/aws-logs';
import { Bucket, CfnBucket, mixins } from 'aws-cdk-lib/aws-s3';
import { StaticSpaSite } from '../src/site';
import { apiIn } from './support/api';
import { newApp, resourcesOf, workloadStack } from './support/cloud';
import { distributionOf, siteIn } from './support/site';

/** The props that an organization adds to every construct of a class. */
const injectorOf = (construct: { PROPERTY_INJECTION_ID: string }, added: object): IPropertyInjector => ({
  constructUniqueId: construct.PROPERTY_INJECTION_ID,
  inject: (props) => ({ ...props, ...added }),
});

describe('property injectors of an organization', () => {
  const stackWith = (...propertyInjectors: IPropertyInjector[]) => workloadStack(newApp({ propertyInjectors }));

  test('reach the buckets of a site and of an API', () => {
    const stack = stackWith(injectorOf(Bucket, { metrics: [{ id: 'all' }] }));
    siteIn(stack);
    apiIn(stack);
    const buckets = resourcesOf(stack, 'AWS::S3::Bucket').map(({ Properties }) => Properties.MetricsConfigurations);

    expect(buckets).toEqual(Array(3).fill([{ Id: 'all' }]));
  });

  test('reach the log groups and the load balancer of an API', () => {
    const stack = stackWith(
      injectorOf(LogGroup, { logGroupClass: LogGroupClass.INFREQUENT_ACCESS }),
      injectorOf(ApplicationLoadBalancer, { preserveHostHeader: true }),
    );
    apiIn(stack);
    const classes = resourcesOf(stack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupClass);
    const [{ Properties }] = resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer');

    expect(new Set(classes)).toEqual(new Set(['INFREQUENT_ACCESS']));
    expect(Properties.LoadBalancerAttributes).toContainEqual({
      ...{ Key: 'routing.http.preserve_host_header.enabled', Value: 'true' },
    });
  });

  test('reach the props of our own constructs', () => {
    const stack = stackWith(injectorOf(StaticSpaSite, { priceClass: PriceClass.PRICE_CLASS_200 }));
    siteIn(stack);

    expect(distributionOf(stack).PriceClass).toBe('PriceClass_200');
  });
});

test('mixins of a service apply to the resources that a construct holds', () => {
  const site = siteIn().with(new mixins.BucketVersioning(false));
  const versioning = site.node
    .findAll()
    .filter(CfnBucket.isCfnBucket)
    .map((bucket) => bucket.versioningConfiguration);

  expect(site).toBeInstanceOf(StaticSpaSite);
  expect(versioning).toEqual(Array(2).fill({ status: 'Suspended' }));
});

test('RemovalPolicies of the CDK, an aspect, decides for what a construct holds', () => {
  const stack = workloadStack();
  RemovalPolicies.of(siteIn(stack)).destroy({ priority: 1 });
  const policies = resourcesOf(stack, 'AWS::S3::Bucket').map((bucket) => bucket.DeletionPolicy);

  expect(policies).toEqual(['Delete', 'Delete']);
});
