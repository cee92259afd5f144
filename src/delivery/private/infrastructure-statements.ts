import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { normalizeDomainName } from '../../core/private/checks/domain-name';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';
import { InfrastructureScope } from '../infrastructure-scope';

/** The records of the one zone. Finding a zone by its name knows no resource. */
export function zoneStatements({ zone }: InfrastructureScope): PolicyStatement[] {
  return [
    allow(
      ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone', 'route53:ListResourceRecordSets'],
      [zone.hostedZoneArn],
    ),
    allow(['route53:ListHostedZonesByName'], ['*']),
  ];
}

/** Certificates for the names, by DNS, and in the two regions that serve them. */
export function certificateStatements(scope: Construct, infrastructure: InfrastructureScope): PolicyStatement[] {
  const names = infrastructure.certificateNames.map(normalizeDomainName).sort();
  return [
    allow(['acm:DescribeCertificate', 'acm:DeleteCertificate'], certificatesOf(scope, infrastructure)),
    new PolicyStatement({
      actions: ['acm:RequestCertificate'],
      resources: ['*'],
      conditions: {
        'ForAllValues:StringEquals': { 'acm:DomainNames': names },
        Null: { 'acm:DomainNames': 'false' }, // a request without names would pass the line above
        StringEquals: { 'acm:ValidationMethod': 'DNS' },
      },
    }),
    allow(['acm:ListCertificates'], ['*']),
  ];
}

/** The one cache, and not its end. */
export function cacheStatements({ cache }: InfrastructureScope): PolicyStatement[] {
  const actions = ['CreateServerlessCache', 'DescribeServerlessCaches', 'ModifyServerlessCache'];
  return cache
    ? [
        allow(
          actions.map((action) => `elasticache:${action}`),
          [cache.cacheArn],
        ),
      ]
    : [];
}

/** CloudFormation waits for records to spread, and tags certificates with the name of their construct. */
export function cloudFormationStatements(scope: Construct, infrastructure: InfrastructureScope): PolicyStatement[] {
  const changes = Stack.of(scope).formatArn({
    service: 'route53',
    region: '',
    account: '',
    resource: 'change',
    resourceName: '*',
  });
  return [
    allow(['route53:GetChange'], [changes]),
    allow(['acm:AddTagsToCertificate'], certificatesOf(scope, infrastructure)),
  ];
}

/** Looking at all of it. */
export function infrastructureReadStatements(scope: Construct, infrastructure: InfrastructureScope): PolicyStatement[] {
  const { zone, cache } = infrastructure;
  return [
    allow(['route53:GetHostedZone', 'route53:ListResourceRecordSets'], [zone.hostedZoneArn]),
    allow(['acm:DescribeCertificate'], certificatesOf(scope, infrastructure)),
    allow(['acm:ListCertificates', 'route53:ListHostedZonesByName'], ['*']),
    ...(cache ? [allow(['elasticache:DescribeServerlessCaches'], [cache.cacheArn])] : []),
  ];
}

function certificatesOf(scope: Construct, { certificateRegions }: InfrastructureScope): string[] {
  const stack = Stack.of(scope);
  const regions = [...new Set([...(certificateRegions ?? [stack.region]), EDGE_REGION])].sort();
  return regions.map((region) =>
    stack.formatArn({
      service: 'acm',
      region,
      resource: 'certificate',
      resourceName: '*',
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
  );
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
