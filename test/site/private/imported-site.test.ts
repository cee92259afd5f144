import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { IStaticSpaSite, StaticSpaSite } from '../../../src/site';
import { resourcesOf, workloadStack } from '../../support/cloud';

const importedIn = (stack: Stack, origin?: string): IStaticSpaSite =>
  StaticSpaSite.fromStaticSpaSiteAttributes(stack, 'Site', {
    bucketName: 'prd-rl-bank-webapp',
    distributionId: 'E1ABCDEFGHIJKL',
    distributionDomainName: 'd111111abcdef8.cloudfront.net',
    origin,
  });

test('an imported site grants publishing on the bucket and the distribution of its attributes', () => {
  const stack = workloadStack();
  const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
  importedIn(stack).grantPublish(role).assertSuccess();
  const [policy] = resourcesOf(stack, 'AWS::IAM::Policy');
  const [list, objects, invalidate] = policy.Properties.PolicyDocument.Statement;
  const arnOf = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

  expect([list.Resource, objects.Resource, invalidate.Resource]).toEqual([
    arnOf(':s3:::prd-rl-bank-webapp'),
    arnOf(':s3:::prd-rl-bank-webapp/*'),
    arnOf(':cloudfront::111111111111:distribution/E1ABCDEFGHIJKL'),
  ]);
});

test('an imported site has the alarms and graphs of its distribution, in us-east-1', () => {
  const { alarmDefinitions, graphDefinitions, logQueries } = importedIn(workloadStack(), 'https://app.bank.example');
  const [alarm] = alarmDefinitions;

  expect([alarm.region, alarm.symptom]).toEqual([
    'us-east-1',
    'More than 1 % of the requests to https://app.bank.example end in an error page.',
  ]);
  expect(alarm.metric).toMatchObject({
    metricName: '5xxErrorRate',
    dimensions: { DistributionId: 'E1ABCDEFGHIJKL', Region: 'Global' },
  });
  expect([graphDefinitions.length, logQueries]).toEqual([2, []]);
});

test('an imported site without an origin is at the domain name of its distribution', () => {
  expect(importedIn(workloadStack()).origin).toBe('https://d111111abcdef8.cloudfront.net');
});

test.each([' ', '*', 'app.bank.example', 'https://app.bank.example/', 'https://a\nb', 'https://*.bank.example'])(
  'an imported site refuses %j as its origin',
  (origin) => {
    expect(() => importedIn(workloadStack(), origin)).toThrowProblem(
      'site/not-an-origin',
      'origin',
      origin,
      'Web/Site',
    );
  },
);
