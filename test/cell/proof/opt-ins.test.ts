import { Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { MachineAuthorizer } from '../../../src/access';
import { CellDomain, CellEnvironment, CellOptInProps, PlatformModule } from '../../../src/cell';
import { LaunchPhase } from '../../../src/service';
import { danglingIn } from '../../support/api';
import { cellIn } from '../../support/cell';
import { ACCOUNT, lambdasIn, newApp, resourcesOf } from '../../support/cloud';

jest.setTimeout(60_000);

const RUNNING = { launchPhase: LaunchPhase.RUNNING };
const { DEV, STAGING } = CellEnvironment;
const SINK = 'arn:aws:oam:us-east-1:222222222222:sink/11111111-2222-3333-4444-555555555555';

/** A cell with all that it can have on request, one of its region elsewhere, and one for development. */
const app = newApp();
const theirs = new Stack(app, 'Theirs', { env: { account: ACCOUNT, region: 'us-east-1' } });
const check = Function.fromFunctionArn(theirs, 'Check', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:check`);
const authorizer = MachineAuthorizer.lambdaFunction(check);
const truststoreBucket = Bucket.fromBucketName(theirs, 'Truststore', 'partners');
const options: CellOptInProps = {
  search: { dataNodes: 6 },
  machineApi: {
    authorizer,
    routes: [
      { method: 'GET', path: '/v2/tasks/{id}', headersFromAuthorizer: { 'x-tenant-id': 'tenantId' } },
      { method: 'POST', path: '/v1/tasks', alarm: true },
    ],
    quota: { requestsPerDay: 500 },
    mutualTls: { truststoreBucket, truststoreKey: 'partners.pem' },
  },
  shieldProtection: true,
  monitoringSinkArn: SINK,
};
const cell = cellIn(app, { ...RUNNING, ...options, apiVersions: ['v1', 'v2'], modules: [PlatformModule.TASKS] });
const small = cellIn(app, { productName: 'acme-erp', environment: DEV, search: {} }, 'Small');
const propertiesOf = (stack: Stack, type: string) => resourcesOf(stack, type).map(({ Properties }) => Properties);
const europe = cellIn(
  app,
  {
    ...{ productName: 'beta', environment: STAGING, shieldProtection: true },
    env: { account: ACCOUNT, region: 'eu-central-1' },
    domain: CellDomain.inZone('beta.example', 'Z9876543210ABCDEFGHIJ'),
  },
  'Europe',
);
const alarmsOf = (of: typeof cell) => {
  return propertiesOf(of.stackOf('watch'), 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName as string);
};
const only = (stack: Stack, type: string) => {
  const [properties, ...others] = propertiesOf(stack, type);
  expect(others).toEqual([]);
  return properties;
};

test('a cell with all of them refers to nothing that is not there, and has no Lambda function', () => {
  expect(danglingIn(app)).toEqual([]);
  expect(lambdasIn(app)).toEqual([]);
});

describe('PC22 the search domain of a cell', () => {
  test('is in its data subnets, under its key, with the nodes of its environment', () => {
    const domain = only(cell.stackOf('data'), 'AWS::OpenSearchService::Domain');

    expect(domain.VPCOptions.SubnetIds).toHaveLength(3);
    expect(domain.EncryptionAtRestOptions.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
    expect(domain.ClusterConfig).toMatchObject({
      ...{ InstanceType: 'r7g.large.search', InstanceCount: 6, DedicatedMasterCount: 3 },
    });
    expect(cell.search!.domainName).not.toBe(small.search!.domainName);
    expect(only(small.stackOf('data'), 'AWS::OpenSearchService::Domain').ClusterConfig).toMatchObject({
      ...{ InstanceType: 't3.small.search', InstanceCount: 3, DedicatedMasterEnabled: false },
    });
  });

  test('is known to API and workers, also of modules, by its address and a permission of their roles', () => {
    for (const part of ['services', 'module-tasks']) {
      const stack = cell.stackOf(part);
      const tasks = propertiesOf(stack, 'AWS::ECS::TaskDefinition').flatMap((it) => it.ContainerDefinitions);
      const knowing = tasks.filter(({ Environment = [] }) =>
        Environment.some(({ Name }: any) => Name === 'SEARCH_ENDPOINT'),
      );
      expect(knowing).toHaveLength(part === 'services' ? 3 : 1);
      expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).toContain('es:ESHttpPost');
    }
  });

  test('is watched, and its service-linked role is asked for once', () => {
    expect(alarmsOf(cell)).toContain('acme-crm-prod-search-SearchClusterYellow');
    const roles = cell.pendingInputs.filter(({ key }) => key === 'ServiceLinkedRole');
    expect(roles).toHaveLength(1);
  });
});

describe('PC9 the API for programs of a cell', () => {
  const machine = cell.stackOf('machine');

  test('PC9b has a host of its own, and another one that asks for a certificate', () => {
    const hosts = propertiesOf(machine, 'AWS::ApiGateway::DomainName');
    expect(hosts.map(({ DomainName, MutualTlsAuthentication }) => [DomainName, MutualTlsAuthentication])).toEqual([
      ['machine.acme-crm.example', undefined],
      ['partner.machine.acme-crm.example', { TruststoreUri: 's3://partners/partners.pem' }],
    ]);
  });

  test('PC9f leads to the versions of the API by a VPC link, by a name that the certificate of the load balancer covers', () => {
    const methods = propertiesOf(machine, 'AWS::ApiGateway::Method').map(({ Integration }) => Integration);
    const called = methods.filter(({ ConnectionType }) => ConnectionType === 'VPC_LINK').map(({ Uri }) => Uri);
    expect(called.sort()).toEqual([
      'https://api.acme-crm.example/v1/tasks',
      'https://api.acme-crm.example/v2/tasks/{id}',
    ]);
    expect(only(machine, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ FromPort: 443, ToPort: 443 });
    expect(only(cell.stackOf('services'), 'AWS::CertificateManager::Certificate').DomainName).toBe(
      '*.acme-crm.example',
    );
  });

  test('PC8 PC9c has a quota, a firewall, and no Bot Control: its clients are programs', () => {
    expect(only(machine, 'AWS::ApiGateway::UsagePlan').Quota).toEqual({ Limit: 500, Period: 'DAY' });
    const { Scope, Rules } = only(machine, 'AWS::WAFv2::WebACL');
    expect(Scope).toBe('REGIONAL');
    expect(Rules.map(({ Name }: { Name: string }) => Name)).not.toContain('BotControl');
    expect(resourcesOf(machine, 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
  });

  test('is watched, waits for what an operator provides, and is deployed with the cell', () => {
    expect(alarmsOf(cell)).toEqual(
      expect.arrayContaining([
        'acme-crm-prod-machine-ServerErrors',
        expect.stringMatching(/^acme-crm-prod-machine-firewall-/),
      ]),
    );
    expect(cell.pendingInputs.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['truststore', 'cloudwatchRoleArn']),
    );
    expect(cell.dependencies).toContain(machine);
    expect(cell.machineApi!.url).toBe('https://machine.acme-crm.example');
    expect([small.machineApi, small.node.tryFindChild('machine')]).toEqual([undefined, undefined]);
  });
});

describe('PC8 AWS Shield Advanced', () => {
  test('protects distribution and hosted zone by a stack in us-east-1, wherever the cell is', () => {
    const arnsOf = (of: typeof cell) => {
      expect(of.stackOf('shield').region).toBe('us-east-1');
      return propertiesOf(of.stackOf('shield'), 'AWS::Shield::Protection').map(({ Name, ResourceArn }) => {
        return [Name, JSON.stringify(ResourceArn)];
      });
    };
    const [site, zone] = arnsOf(cell);

    expect(site).toEqual([
      'acme-crm-prod-site',
      expect.stringMatching(/:cloudfront::111111111111:distribution.*DistributionId/),
    ]);
    expect(zone).toEqual(['acme-crm-prod-zone', expect.stringMatching(/:route53:::hostedzone\/Z0123456789ABCDEFGHIJ/)]);
    expect(arnsOf(europe)[0][1]).toMatch(/"Region":"eu-central-1"/);
  });

  test('is asked for as a subscription, with its price and its term, and is off unless asked for', () => {
    const { command, owner } = cell.pendingInputs.find(({ key }) => key === 'ShieldSubscription')!;

    expect(command).toBe('aws shield create-subscription --region us-east-1');
    expect(owner).toMatch(/3000 USD a month .* for one year/);
    expect(cell.dependencies).toContain(cell.stackOf('shield'));
    expect(small.node.tryFindChild('shield')).toBeUndefined();
  });

  test('protects a hosted zone once in an account', () => {
    const both = newApp();
    const shielded = { environment: DEV, shieldProtection: true }; // cells of tests have names in one zone
    cellIn(both, shielded);

    expect(() => cellIn(both, { ...shielded, productName: 'beta' }, 'Other')).toThrowProblem(
      'cell/zone-protected-twice',
      'shieldProtection',
      true,
      'Other',
    );
  });
});

describe('PC14e the view of a monitoring account', () => {
  test('PC14e has metrics, logs and traces by one link in the stack that watches', () => {
    expect(only(cell.stackOf('watch'), 'AWS::Oam::Link')).toEqual({
      SinkIdentifier: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, SINK.slice('arn:aws'.length)]] },
      LabelTemplate: '$AccountName',
      ResourceTypes: ['AWS::CloudWatch::Metric', 'AWS::Logs::LogGroup', 'AWS::XRay::Trace'],
    });
    expect(propertiesOf(small.stackOf('watch'), 'AWS::Oam::Link')).toEqual([]);
  });

  test('PC14e is given once for all cells of an account and region', () => {
    const both = newApp();
    cellIn(both, { environment: DEV, monitoringSinkArn: SINK });
    const other = { productName: 'beta', environment: DEV, monitoringSinkArn: SINK };

    expect(() => cellIn(both, other, 'Other')).toThrowProblem(
      'cell/sink-linked-twice',
      'monitoringSinkArn',
      SINK,
      'Other',
    );
  });
});

describe('PC11a findings of image scans', () => {
  test('PC11a open a ticket for the images of the cell, where it is checked from outside', () => {
    const watch = cell.stackOf('watch');
    const patterns = propertiesOf(watch, 'AWS::Events::Rule').map(({ EventPattern }) => EventPattern);
    const ofScans = patterns.find(({ 'detail-type': type }) => type?.includes('ECR Image Scan'));

    expect(JSON.stringify(ofScans)).toContain('acme-crm-prod/api-v1');
    expect(JSON.stringify(ofScans)).toContain('acme-crm-prod/worker');
    expect(alarmsOf(cell)).toContain('acme-crm-prod-findings-ImageScanFinding');
    expect(alarmsOf(europe)).toContain('beta-staging-findings-ImageScanFinding');
    expect(alarmsOf(small).join()).not.toContain('-findings-');
  });
});

describe('an opt-in changes resources in no stack but its own, and those that use or watch it', () => {
  const MODULES = ['module-files', 'module-teams'];
  const bare = stacksWith({});

  test.each<[string, CellOptInProps, string[]]>([
    ['search', { search: {} }, ['data', 'services', 'watch', ...MODULES]],
    ['machineApi', { machineApi: options.machineApi }, ['machine', 'watch']],
    ['shieldProtection', { shieldProtection: true }, ['shield']],
    ['monitoringSinkArn', { monitoringSinkArn: SINK }, ['watch']],
  ])('%s', (_, given, changed) => {
    const after = stacksWith(given);
    const names = [...new Set([...Object.keys(bare), ...Object.keys(after)])];
    const different = names.filter((name) => JSON.stringify(bare[name]) !== JSON.stringify(after[name]));
    expect(different.sort()).toEqual(changed.sort());
  });
});

/** The resources of each stack of a cell for development, by the end of its name. */
function stacksWith(given: CellOptInProps): Record<string, unknown> {
  const its = newApp();
  const { cellName } = cellIn(its, { environment: DEV, apiVersions: ['v1', 'v2'], ...given });
  const { stacksRecursively } = its.synth();
  return Object.fromEntries(
    stacksRecursively.map(({ stackName, template }) => [stackName.slice(cellName.length + 1), template.Resources]),
  );
}
