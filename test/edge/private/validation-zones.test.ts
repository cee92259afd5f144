import { App, CfnParameter, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { HostedZone, IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { EdgeCertificate, EdgeCertificateProps } from '../../../src/edge';
import { zoneFor } from '../../../src/edge/private/validation-zones';
import { BankDns, HostedZoneSource } from '../../../src/network';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { Said } from '../../support/problems';

const DELEGATED = { zoneIsDelegated: true };

function certificateIn(stack: Stack, zone: IHostedZone = zoneOf(stack), props: Partial<EdgeCertificateProps> = {}) {
  return new EdgeCertificate(stack, 'Certificate', { domainName: 'app.bank.example', zone, ...props });
}

function newZone(scope: Construct, zoneName = 'bank.example', id = 'Zone'): IHostedZone {
  return new PublicHostedZone(scope, id, { zoneName });
}

function existing(scope: Construct, zoneName: string, hostedZoneId: string): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(scope, hostedZoneId, { hostedZoneId, zoneName });
}

function bankZone(stack: Stack, zone: HostedZoneSource): IHostedZone {
  return new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }).zone;
}

function dnsStack(app: App): Stack {
  return workloadStack(app, 'Dns');
}

const optionsOf = ({ edgeStack }: EdgeCertificate): any[] =>
  resourcesOf(edgeStack, 'AWS::CertificateManager::Certificate')[0].Properties.DomainValidationOptions;

test('the nearest zone holds the name; one whose name only CloudFormation knows is the last', () => {
  const stack = new Stack();
  const [far, near] = ['bank.example', 'eu.bank.example'].map((name) => zoneOf(stack, name, name));
  const late = zoneOf(stack, Lazy.string({ produce: () => 'late.example' }), 'Late');

  expect(zoneFor('app.eu.bank.example', [far, near])).toBe(near);
  expect(zoneFor('app.bank.example', [near, far])).toBe(far);
  expect(zoneFor('app.bank.test', [near, far])).toBeUndefined();
  expect(zoneFor('app.bank.example', [late, far])).toBe(far);
});

test.each<[title: string, certificate: (app: App, web: Stack) => EdgeCertificate, problem: Said]>([
  [
    'made in the stack that waits for the certificate',
    (_, web) => certificateIn(web, newZone(web), DELEGATED),
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'Web/Zone', 'Web/Certificate'],
  ],
  [
    'made in the same stack of us-east-1',
    () => {
      const web = new Stack(newApp(), 'Web', { env: EDGE });
      return certificateIn(web, newZone(web), DELEGATED);
    },
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'Web/Zone', 'Web/Certificate'],
  ],
  [
    'made in the edge stack that was given',
    (app, web) => {
      const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });
      return certificateIn(web, newZone(edgeStack), { ...DELEGATED, edgeStack });
    },
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'OurEdge/Zone'],
  ],
  [
    'made in another nested stack of the waiting one',
    (_, web) => certificateIn(new NestedStack(web, 'Nested'), newZone(new NestedStack(web, 'Zones')), DELEGATED),
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'Web/Zones/Zone', 'Web/Nested/Certificate'],
  ],
  [
    'whose id is a parameter of the waiting stack',
    (_, web) => {
      const id = new CfnParameter(web, 'ZoneId').valueAsString;
      const zone = HostedZone.fromHostedZoneAttributes(web, 'Zone', { hostedZoneId: id, zoneName: 'bank.example' });
      return certificateIn(web, zone, DELEGATED);
    },
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'Web/Zone', 'Web/Certificate'],
  ],
  [
    'of BankDns, whose id is such a parameter',
    (_, web) =>
      certificateIn(
        web,
        bankZone(web, HostedZoneSource.fromHostedZoneId(new CfnParameter(web, 'ZoneId').valueAsString)),
      ),
    ['edge-certificate/zone-in-waiting-stack', 'zone', 'Web/Dns/Zone', 'Web/Certificate'],
  ],
  [
    'that is not stated as delegated',
    (app, web) => certificateIn(web, newZone(dnsStack(app))),
    ['edge-certificate/zone-not-delegated', 'zone', 'Dns/Zone', 'Web/Certificate'],
  ],
  [
    'that its maker stated as not delegated, whatever the certificate states',
    (_, web) => certificateIn(web, bankZone(web, HostedZoneSource.newZone({ delegated: false })), DELEGATED),
    ['edge-certificate/zone-not-delegated', 'zone', 'Web/Dns/Zone', 'Web/Certificate'],
  ],
  [
    'among the additional ones',
    (app, web) => certificateIn(web, zoneOf(web), { additionalZones: [newZone(dnsStack(app))] }),
    ['edge-certificate/zone-not-delegated', 'additionalZones', 'Dns/Zone'],
  ],
  [
    'of another account, also one that exists',
    (app, web) => certificateIn(web, zoneOf(new Stack(app, 'Hub', { env: { ...WORKLOAD, account: '222222222222' } }))),
    ['edge-certificate/zone-in-other-account', 'zone', 'Hub/ImportedZone', 'Web/Certificate'],
  ],
  [
    'made in another Stage',
    (app) => certificateIn(workloadStack(new Stage(app, 'Prod')), newZone(dnsStack(app)), DELEGATED),
    ['edge-certificate/zone-in-other-stage', 'zone', 'Dns/Zone', 'Prod/Web/Certificate'],
  ],
  [
    'made with a stack without a region',
    () => {
      const web = new Stack(newApp(), 'Web');
      return certificateIn(web, bankZone(web, HostedZoneSource.newZone({ delegated: true })));
    },
    ['edge-certificate/zone-without-region', 'zone', 'Web/Dns/Zone', 'Web/Certificate'],
  ],
])('a zone %s is refused', (_, certificate, problem) => {
  const app = newApp();
  const web = workloadStack(app);

  expect(() => certificate(app, web)).toThrowProblem(...problem);
});

test.each<[title: string, certificate: (app: App, web: Stack) => EdgeCertificate]>([
  ['stated as delegated', (app, web) => certificateIn(web, newZone(dnsStack(app)), DELEGATED)],
  ['that exists, of another Stage', (app, web) => certificateIn(web, zoneOf(workloadStack(new Stage(app, 'Prod'))))],
  [
    'of a nested stack elsewhere',
    (app, web) =>
      certificateIn(new NestedStack(web, 'Nested'), newZone(new NestedStack(dnsStack(app), 'Zones')), DELEGATED),
  ],
])('a certificate takes a zone %s', (_, certificate) => {
  const app = newApp();
  const web = workloadStack(app);

  expect(() => certificate(app, web)).not.toThrow();
});

describe('names and zones', () => {
  test('each name is validated in the zone nearest to it', () => {
    const stack = workloadStack();
    const certificate = certificateIn(stack, zoneOf(stack), {
      alternativeNames: ['www.bank.test', 'app.eu.bank.example'],
      additionalZones: [existing(stack, 'eu.bank.example', 'ZNEARER'), existing(stack, 'bank.test', 'ZOTHER')],
    });

    expect(optionsOf(certificate)).toEqual([
      { DomainName: 'app.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      { DomainName: 'app.eu.bank.example', HostedZoneId: 'ZNEARER' },
      { DomainName: 'www.bank.test', HostedZoneId: 'ZOTHER' },
    ]);
  });

  test('the order of the alternative names changes nothing, or the certificate would be replaced', () => {
    const [one, other] = [
      ['b.bank.example', 'a.bank.example', 'b.bank.example'],
      ['a.bank.example', 'B.bank.example.'],
    ].map((alternativeNames) => templateOf(certificateIn(workloadStack(), undefined, { alternativeNames }).edgeStack));

    expect(one).toEqual(other);
  });

  test('zones of CDK in another stack are read weakly, each from its output, by a twin that waits for them', () => {
    const app = newApp();
    const dns = dnsStack(app);
    const certificate = certificateIn(workloadStack(app), newZone(dns), {
      ...DELEGATED,
      alternativeNames: ['www.bank.example', 'www.bank.test'],
      additionalZones: [newZone(dns, 'bank.test', 'Other')],
    });
    const [one, again, other] = optionsOf(certificate).map(({ HostedZoneId }) => HostedZoneId['Fn::GetStackOutput']);

    expect(one).toMatchObject({ StackName: 'Dns', Region: 'ap-southeast-1' });
    expect(again).toEqual(one);
    expect(other.OutputName).not.toBe(one.OutputName);
    expect(certificate.edgeStack.dependencies).toEqual([dns]);
    expect(lambdasIn(app)).toEqual([]);
  });

  test('a renamed zone is read from another output', () => {
    const [one, other] = ['bank.example', 'bank.test'].map((zoneName) => {
      const app = newApp();
      const zone = newZone(dnsStack(app), zoneName);
      const props = { ...DELEGATED, domainName: `app.${zoneName}` };
      return optionsOf(certificateIn(workloadStack(app), zone, props))[0].HostedZoneId['Fn::GetStackOutput'];
    });

    expect(one.OutputName).not.toBe(other.OutputName);
  });
});
