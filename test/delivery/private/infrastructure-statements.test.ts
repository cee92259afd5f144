import { Stack } from 'aws-cdk-lib';
import { ValkeyCache } from '../../../src/data';
import { DeployPermissions, DeployRole, ManageInfrastructureOptions } from '../../../src/delivery';
import { BankDns, HostedZoneSource } from '../../../src/network';
import { arnOf, exportsIn } from '../../support/api';
import { EDGE, newApp, workloadStack, zoneOf } from '../../support/cloud';
import { neverItself, policiesOf, roleWith, textOf } from '../../support/roles';
import { networkIn } from '../../support/scaffold';

const ZONE = arnOf('route53:::hostedzone/Z0123456789ABCDEFGHIJ');
const CERTIFICATES = ['ap-southeast-1', 'us-east-1'].map((region) => arnOf(`acm:${region}:111111111111:certificate/*`));

function infrastructureIn(stack: Stack, options: Partial<ManageInfrastructureOptions> = {}): DeployRole {
  const permissions = DeployPermissions.manageInfrastructure({
    certificateNames: ['api.bank.example', 'app.bank.example'],
    ...options,
    zone: options.zone ?? zoneOf(stack),
  });
  return roleWith(stack, permissions, 'infra');
}

function cacheIn(stack: Stack): ValkeyCache {
  const { vpc, privateSubnets } = networkIn(stack);
  return new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, cacheName: 'prd-rl-bank' });
}

const policiesWith = (props: Partial<ManageInfrastructureOptions> = {}, stack = workloadStack()) => {
  return policiesOf(infrastructureIn(stack, props));
};

test('RB17a manageInfrastructure allows records of one zone, and looking zones up by name', () => {
  expect(policiesWith().Records).toEqual([
    {
      Effect: 'Allow',
      Action: ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone', 'route53:ListResourceRecordSets'],
      Resource: ZONE,
    },
    { Effect: 'Allow', Action: 'route53:ListHostedZonesByName', Resource: '*' },
  ]);
});

test('RB17b manageInfrastructure allows certificates in both regions, and requests for the names, by DNS', () => {
  expect(policiesWith().Certificates).toEqual([
    { Effect: 'Allow', Action: ['acm:DescribeCertificate', 'acm:DeleteCertificate'], Resource: CERTIFICATES },
    {
      Effect: 'Allow',
      Action: 'acm:RequestCertificate',
      Resource: '*',
      Condition: {
        'ForAllValues:StringEquals': { 'acm:DomainNames': ['api.bank.example', 'app.bank.example'] },
        Null: { 'acm:DomainNames': 'false' },
        StringEquals: { 'acm:ValidationMethod': 'DNS' },
      },
    },
    { Effect: 'Allow', Action: 'acm:ListCertificates', Resource: '*' },
  ]);
});

test('RB17c manageInfrastructure allows to create and modify one cache, and not to delete it', () => {
  const stack = workloadStack();

  expect(policiesWith({ cache: cacheIn(stack) }, stack).Cache).toEqual([
    {
      Effect: 'Allow',
      Action: [
        'elasticache:CreateServerlessCache',
        'elasticache:DescribeServerlessCaches',
        'elasticache:ModifyServerlessCache',
      ],
      Resource: arnOf('elasticache:ap-southeast-1:111111111111:serverlesscache:prd-rl-bank'),
    },
  ]);
});

test('RB17d throughCloudFormation adds a policy of its own', () => {
  expect(policiesWith({ throughCloudFormation: true }).ThroughCloudFormation).toEqual([
    { Effect: 'Allow', Action: 'route53:GetChange', Resource: arnOf('route53:::change/*') },
    { Effect: 'Allow', Action: 'acm:AddTagsToCertificate', Resource: CERTIFICATES },
  ]);
});

test('RB17d throughCloudFormation leaves the other policies as they are', () => {
  const { ThroughCloudFormation, ...others } = policiesWith({ throughCloudFormation: true });

  expect(Object.keys(others).sort()).toEqual(['Certificates', 'Default', 'Records']);
  expect(others.Default).toEqual([neverItself('infra')]);
  expect(policiesWith()).toEqual(others);
  expect(policiesWith({ throughCloudFormation: false })).toEqual(others);
});

describe('RB17b certificateRegions', () => {
  const regionsOf = (props: Partial<ManageInfrastructureOptions>, stack?: Stack) => {
    const [{ Resource }] = policiesWith(props, stack).Certificates;
    return [Resource].flat();
  };

  test('are listed once in us-east-1', () => {
    const stack = new Stack(newApp(), 'Edge', { env: EDGE });

    expect(regionsOf({}, stack)).toEqual([CERTIFICATES[1]]);
    expect(regionsOf({ certificateRegions: ['us-east-1'] })).toEqual([CERTIFICATES[1]]);
  });

  test('replace the region of the stack, and not us-east-1', () => {
    expect(regionsOf({ certificateRegions: ['eu-west-1', 'ap-southeast-1', 'eu-west-1'] })).toEqual([
      CERTIFICATES[0],
      arnOf('acm:eu-west-1:111111111111:certificate/*'),
      CERTIFICATES[1],
    ]);
    expect(regionsOf({ certificateRegions: [] })).toEqual([CERTIFICATES[1]]);
  });

  test('are left to CloudFormation in a stack without a region', () => {
    const resource = (...region: unknown[]) => [
      'arn:',
      { Ref: 'AWS::Partition' },
      ...region,
      { Ref: 'AWS::AccountId' },
      ':certificate/*',
    ];

    expect(regionsOf({}, new Stack(newApp(), 'Agnostic'))).toEqual([
      { 'Fn::Join': ['', resource(':acm:', { Ref: 'AWS::Region' }, ':')] },
      { 'Fn::Join': ['', resource(':acm:us-east-1:')] },
    ]);
  });
});

test('RB17b certificateNames are normalized as in DNS, and sorted', () => {
  const namesOf = (certificateNames: string[]) => {
    const [, { Condition }] = policiesWith({ certificateNames }).Certificates;
    return Condition['ForAllValues:StringEquals']['acm:DomainNames'];
  };

  expect(namesOf(['B.Bank.Example.', '*.bank.example', 'a.bank.example'])).toEqual([
    '*.bank.example',
    'a.bank.example',
    'b.bank.example',
  ]);
});

test('a zone in a stack of its own is read by its output, without an export', () => {
  const app = newApp();
  const zone = HostedZoneSource.newZone({ delegated: true });
  const dns = new BankDns(workloadStack(app, 'Cloud'), 'Dns', { rootDomain: 'bank.example', zone });
  const role = infrastructureIn(workloadStack(app, 'Roles'), { zone: dns.zone });

  expect(JSON.stringify(policiesOf(role).Records[0].Resource)).toContain('Fn::GetStackOutput');
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
});
