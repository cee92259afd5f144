import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { HostedZone, IHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { EdgeCertificate } from '../../../src/edge';
import { zoneFor } from '../../../src/edge/private/validation-zones';
import { EDGE, newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';

function certificateFor(stack: Stack, zone: IHostedZone, zoneIsDelegated?: boolean) {
  return () => new EdgeCertificate(stack, 'Certificate', { zone, zoneIsDelegated, domainName: 'app.bank.example' });
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
      `'zone' is "Web/Zone", but its id is known only when Web is deployed, which waits for this certificate, which waits for the zone: use BankDns, which keeps a new zone in a stack of its own, or move the zone into another stack [edge-certificate/zone-in-waiting-stack at Web/Certificate]`,
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
