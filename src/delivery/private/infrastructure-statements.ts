import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { normalizeDomainName } from '../../core/private/checks/domain-name';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';
import { InfrastructureOptions } from '../infrastructure-options';

/** Records of one hosted zone. Route 53 looks zones up by name without a resource. */
export function zoneStatements({ zone }: InfrastructureOptions): PolicyStatement[] {
  return [
    allow(
      ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone', 'route53:ListResourceRecordSets'],
      [zone.hostedZoneArn],
    ),
    allow(['route53:ListHostedZonesByName'], ['*']),
  ];
}

/** ACM certificates for the names, validated by DNS. */
export function certificateStatements(scope: Construct, infrastructure: InfrastructureOptions): PolicyStatement[] {
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

/** One cache: all but its deletion. */
export function cacheStatements({ cache }: InfrastructureOptions): PolicyStatement[] {
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

/** CloudFormation waits for records to propagate, and tags certificates with the path of their construct. */
export function cloudFormationStatements(scope: Construct, infrastructure: InfrastructureOptions): PolicyStatement[] {
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

/** Reads zone, certificates and cache. */
export function infrastructureReadStatements(
  scope: Construct,
  infrastructure: InfrastructureOptions,
): PolicyStatement[] {
  const { zone, cache } = infrastructure;
  return [
    allow(['route53:GetHostedZone', 'route53:ListResourceRecordSets'], [zone.hostedZoneArn]),
    allow(['acm:DescribeCertificate'], certificatesOf(scope, infrastructure)),
    allow(['acm:ListCertificates', 'route53:ListHostedZonesByName'], ['*']),
    ...(cache ? [allow(['elasticache:DescribeServerlessCaches'], [cache.cacheArn])] : []),
  ];
}

function certificatesOf(scope: Construct, { certificateRegions }: InfrastructureOptions): string[] {
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
