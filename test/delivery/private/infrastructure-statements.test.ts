import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ValkeyCache } from '../../../src/data';
import {
  forCloudFormation,
  ofCertificates,
  ofTheCache,
  ofTheZone,
  readingInfrastructure,
} from '../../../src/delivery/private/infrastructure-statements';
import { workloadStack, zoneOf } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const infrastructureIn = (stack: Stack) => ({ zone: zoneOf(stack), certificateNames: ['api.bank.example'] });

const withCache = (stack: Stack) => {
  const { vpc, privateSubnets } = networkIn(stack);
  return { ...infrastructureIn(stack), cache: new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets }) };
};

const actionsOf = (statements: PolicyStatement[]) => statements.flatMap(({ actions }) => actions).sort();

test('RB17a what the zone takes is these four actions', () => {
  expect(actionsOf(ofTheZone(infrastructureIn(workloadStack())))).toEqual([
    'route53:ChangeResourceRecordSets',
    'route53:GetHostedZone',
    'route53:ListHostedZonesByName',
    'route53:ListResourceRecordSets',
  ]);
});

test('RB17b what certificates take is these four actions', () => {
  const stack = workloadStack();

  expect(actionsOf(ofCertificates(stack, infrastructureIn(stack)))).toEqual([
    'acm:DeleteCertificate',
    'acm:DescribeCertificate',
    'acm:ListCertificates',
    'acm:RequestCertificate',
  ]);
});

test('RB17c what the cache takes is these three actions, and without a cache none', () => {
  const stack = workloadStack();

  expect(actionsOf(ofTheCache(withCache(stack)))).toEqual([
    'elasticache:CreateServerlessCache',
    'elasticache:DescribeServerlessCaches',
    'elasticache:ModifyServerlessCache',
  ]);
  expect(ofTheCache(infrastructureIn(workloadStack()))).toEqual([]);
});

test('RB17d what CloudFormation needs on top is these two actions', () => {
  const stack = workloadStack();

  expect(actionsOf(forCloudFormation(stack, infrastructureIn(stack)))).toEqual([
    'acm:AddTagsToCertificate',
    'route53:GetChange',
  ]);
});

test('RB17 looking at all of it is these six actions, and each is one that reads', () => {
  const stack = workloadStack();
  const actions = actionsOf(readingInfrastructure(stack, withCache(stack)));

  expect(actions).toEqual([
    'acm:DescribeCertificate',
    'acm:ListCertificates',
    'elasticache:DescribeServerlessCaches',
    'route53:GetHostedZone',
    'route53:ListHostedZonesByName',
    'route53:ListResourceRecordSets',
  ]);
});
