import { App, CfnParameter, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { HostedZone, IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { EdgeCertificate, EdgeCertificateProps } from '../../../src/edge';
import { zoneFor } from '../../../src/edge/private/validation-zones';
import { BankDns, ZoneSource } from '../../../src/network';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';

function certificateFor(stack: Stack, zone: IHostedZone, zoneIsDelegated?: boolean) {
  return () => new EdgeCertificate(stack, 'Certificate', { zone, zoneIsDelegated, domainName: 'app.bank.example' });
}

function certificateNaming(stack: Stack, props: Partial<EdgeCertificateProps> = {}): EdgeCertificate {
  const zone = props.zone ?? zoneOf(stack);
  return new EdgeCertificate(stack, 'Certificate', { domainName: 'app.bank.example', ...props, zone });
}

function zoneMadeIn(app: App | Stage, env: object = WORKLOAD): IHostedZone {
  return new PublicHostedZone(new Stack(app, 'Dns', { env }), 'Zone', { zoneName: 'bank.example' });
}

test('the nearest zone holds the name', () => {
  const stack = new Stack();
  const [far, near] = ['bank.example', 'eu.bank.example'].map((name) => zoneOf(stack, name, name));

  expect(zoneFor('app.eu.bank.example', [far, near])).toBe(near);
  expect(zoneFor('app.bank.example', [near, far])).toBe(far);
  expect(zoneFor('app.bank.test', [near, far])).toBeUndefined();
});

describe.each([
  ['the workload region', WORKLOAD],
  ['us-east-1', EDGE],
])('in %s', (_, env) => {
  test('a zone created in the stack that waits for the certificate is refused', () => {
    const stack = new Stack(newApp(), 'Web', { env });
    const zone = new PublicHostedZone(stack, 'Zone', { zoneName: 'bank.example' });

    expect(certificateFor(stack, zone, true)).toThrow(
      `'zone' is "Web/Zone", but its id is known only when Web is deployed, which waits for this certificate, which waits for the zone: let BankDns make a new zone, which it does in a stack of its own, and give the id of a zone that exists as text [edge-certificate/zone-in-waiting-stack at Web/Certificate]`,
    );
  });
});

test('a zone id that is a parameter of the waiting stack is refused alike', () => {
  const stack = workloadStack();
  const hostedZoneId = new CfnParameter(stack, 'ZoneId').valueAsString;
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId, zoneName: 'bank.example' });

  expect(certificateFor(stack, zone, true)).toThrow('[edge-certificate/zone-in-waiting-stack at Web/Certificate]');
});

test('a zone that nobody stated as delegated is refused', () => {
  const app = newApp();
  const zone = zoneMadeIn(app);

  expect(certificateFor(workloadStack(app), zone)).toThrow(
    `'zone' is "Dns/Zone", but nobody stated that its parent domain points at it, and without that ACM and the deployment wait for hours: deploy the zone first, enter its name servers at the registrar, then state it: \`delegated: true\` on BankDns' zone, 'zoneIsDelegated' for a zone of CDK's own [edge-certificate/zone-not-delegated at Web/Certificate]`,
  );
});

test('stating it is enough', () => {
  const app = newApp();

  expect(certificateFor(workloadStack(app), zoneMadeIn(app), true)).not.toThrow();
});

test('a zone of another account is refused, also one that exists', () => {
  const app = newApp();
  const hub = new Stack(app, 'Hub', { env: { account: '222222222222', region: 'ap-southeast-1' } });

  expect(certificateFor(workloadStack(app), zoneOf(hub))).toThrow(
    `'zone' is "Hub/ImportedZone", but it is in account 222222222222 and Web in 111111111111, where CloudFormation cannot write its records: delegate a subdomain to a zone of this account and pass that one [edge-certificate/zone-in-other-account at Web/Certificate]`,
  );
});

test('a new zone of another Stage is refused, one that exists is taken', () => {
  const app = newApp();
  const prod = workloadStack(new Stage(app, 'Prod'));

  expect(certificateFor(prod, zoneMadeIn(app), true)).toThrow(
    `'zone' is "Dns/Zone", but it is not in the Stage of Prod/Web, and values do not cross Stages: import the zone by id and name in the Stage of the certificate [edge-certificate/zone-in-other-stage at Prod/Web/Certificate]`,
  );
  expect(certificateFor(workloadStack(app, 'Plain'), zoneOf(prod))).not.toThrow();
});

test('a wrong zone among the additional ones is named as such', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const additionalZones = [zoneMadeIn(app)];

  expect(
    () => new EdgeCertificate(stack, 'C', { zone: zoneOf(stack), additionalZones, domainName: 'app.bank.example' }),
  ).toThrow(`'additionalZones' is "Dns/Zone", but nobody stated`);
});

describe('names and zones', () => {
  test('each name is validated in the zone nearest to it', () => {
    const stack = workloadStack();
    const zone = zoneOf(stack);
    const nearer = PublicHostedZone.fromHostedZoneAttributes(stack, 'Nearer', {
      hostedZoneId: 'ZNEARER',
      zoneName: 'eu.bank.example',
    });
    const other = PublicHostedZone.fromHostedZoneAttributes(stack, 'Other', {
      hostedZoneId: 'ZOTHER',
      zoneName: 'bank.test',
    });

    const certificate = certificateNaming(stack, {
      zone,
      alternativeNames: ['www.bank.test', 'app.eu.bank.example'],
      additionalZones: [nearer, other],
    });

    const [{ Properties }] = resourcesOf(certificate.edgeStack, CERTIFICATE);
    expect(Properties.DomainValidationOptions).toEqual([
      { DomainName: 'app.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      { DomainName: 'app.eu.bank.example', HostedZoneId: 'ZNEARER' },
      { DomainName: 'www.bank.test', HostedZoneId: 'ZOTHER' },
    ]);
  });

  test('the order of the alternative names changes nothing, or the certificate would be replaced', () => {
    const templateFor = (alternativeNames: string[]) => {
      return templateOf(certificateNaming(workloadStack(), { alternativeNames }).edgeStack);
    };

    expect(templateFor(['b.bank.example', 'a.bank.example', 'b.bank.example'])).toEqual(
      templateFor(['a.bank.example', 'B.bank.example.']),
    );
  });

  test('a zone of CDK in another stack is read weakly, by a twin that waits for it', () => {
    const app = newApp();
    const dns = new Stack(app, 'Dns', { env: WORKLOAD });
    const zone = new PublicHostedZone(dns, 'Zone', { zoneName: 'bank.example' });
    const certificate = certificateNaming(workloadStack(app), {
      zone,
      zoneIsDelegated: true,
      alternativeNames: ['www.bank.example'],
    });

    const [{ Properties }] = resourcesOf(certificate.edgeStack, CERTIFICATE);
    const reference = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Dns', Region: 'ap-southeast-1' }) };
    expect(Properties.DomainValidationOptions.map((option: any) => option.HostedZoneId)).toEqual([
      reference,
      reference,
    ]);
    expect(certificate.edgeStack.dependencies).toEqual([dns]);
    expect(lambdasIn(app)).toEqual([]);
  });

  test('by default a certificate has its one name', () => {
    const [{ Properties }] = resourcesOf(certificateNaming(workloadStack()).edgeStack, CERTIFICATE);

    expect(Properties.SubjectAlternativeNames).toBeUndefined();
    expect(Properties.DomainValidationOptions).toHaveLength(1);
  });
});

describe('what was stated by the maker of a zone', () => {
  const bankDns = (stack: Stack, zone: ZoneSource) => new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });

  test('is not overruled by the certificate', () => {
    const stack = workloadStack();
    const { zone } = bankDns(stack, ZoneSource.created({ delegated: false }));

    expect(certificateFor(stack, zone, true)).toThrow('[edge-certificate/zone-not-delegated at Web/Certificate]');
  });

  test('does not let the id of an existing zone be a value of CloudFormation in the waiting stack', () => {
    const stack = workloadStack();
    const id = new CfnParameter(stack, 'ZoneId').valueAsString;

    expect(certificateFor(stack, bankDns(stack, ZoneSource.existing(id)).zone)).toThrow(
      '[edge-certificate/zone-in-waiting-stack at Web/Certificate]',
    );
  });
});

test('a new zone of a stack without a region is refused before anything is deployed', () => {
  const stack = new Stack(newApp(), 'Web');
  const zone = ZoneSource.created({ delegated: true });
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });

  expect(certificateFor(stack, dns.zone)).toThrow(
    `'zone' is "Web/Dns/Zone", but it is made with Web, which states no region, and us-east-1 has to name the region it reads from: give Web an explicit \`env.region\` [edge-certificate/zone-without-region at Web/Certificate]`,
  );
});

test('a zone made in the edge stack that was given is refused like one in the waiting stack', () => {
  const app = newApp();
  const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });
  const zone = new PublicHostedZone(edgeStack, 'Zone', { zoneName: 'bank.example' });

  expect(() => certificateNaming(workloadStack(app), { zone, zoneIsDelegated: true, edgeStack })).toThrow(
    `'zone' is "OurEdge/Zone", but its id is known only when OurEdge is deployed`,
  );
});

test('certificate and zone in nested stacks are told by the stacks that are deployed', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const inSame = new PublicHostedZone(new NestedStack(stack, 'Zones'), 'Zone', { zoneName: 'bank.example' });
  const elsewhere = new NestedStack(new Stack(app, 'Dns', { env: WORKLOAD }), 'Zones');
  const inOther = new PublicHostedZone(elsewhere, 'Zone', { zoneName: 'bank.example' });
  const nested = new NestedStack(stack, 'Nested');

  expect(certificateFor(nested, inSame, true)).toThrow(
    '[edge-certificate/zone-in-waiting-stack at Web/Nested/Certificate]',
  );
  expect(certificateFor(new NestedStack(stack, 'Other'), inOther, true)).not.toThrow();
});

test('two new zones are read from two outputs, and a renamed one from another', () => {
  const outputsFor = (...zoneNames: string[]) => {
    const app = newApp();
    const dns = new Stack(app, 'Dns', { env: WORKLOAD });
    const zones = zoneNames.map((zoneName, index) => new PublicHostedZone(dns, `Zone${index}`, { zoneName }));
    const { edgeStack } = certificateNaming(workloadStack(app), {
      domainName: `app.${zoneNames[0]}`,
      alternativeNames: zoneNames.slice(1).map((name) => `app.${name}`),
      zone: zones[0],
      additionalZones: zones.slice(1),
      zoneIsDelegated: true,
    });
    const [{ Properties }] = resourcesOf(edgeStack, CERTIFICATE);
    return Properties.DomainValidationOptions.map((it: any) => it.HostedZoneId['Fn::GetStackOutput'].OutputName);
  };
  const [one, other] = outputsFor('bank.example', 'bank.test');

  expect(one).not.toBe(other);
  expect(outputsFor('bank.test')[0]).not.toBe(outputsFor('bank.example')[0]);
});

test('a zone whose name only CloudFormation knows comes after one that holds the name', () => {
  const stack = workloadStack();
  const late = zoneOf(stack, Lazy.string({ produce: () => 'late.example' }), 'Late');
  const known = zoneOf(stack, 'bank.example', 'Known');

  expect(zoneFor('app.bank.example', [late, known])).toBe(known);
});
