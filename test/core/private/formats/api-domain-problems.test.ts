import { domainProblems } from '../../../../src/core/private/formats/api-domain-problems';
import { BankDns, HostedZoneSource } from '../../../../src/network';
import { ApiDomain } from '../../../../src/service';
import { certificateIn } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { saidOf } from '../../../support/problems';

const stack = workloadStack();
const certificate = certificateIn(stack);
const said = (name: string, ...redirectFrom: string[]) =>
  saidOf(domainProblems(stack, ApiDomain.outsideRoute53(name, certificate, { redirectFrom })));

test('names that redirect are full names, each written out', () => {
  expect(said('app.bank.example', 'bank.example', 'www.bank.example')).toEqual([]);
  expect(said('app.bank.example', '*.bank.example', 'localhost', 'my_app.bank.example')).toEqual([
    ['api/not-a-redirect-name', 'domain.redirectFrom', '*.bank.example'],
    ['api/not-a-redirect-name', 'domain.redirectFrom', 'localhost'],
    ['api/not-a-redirect-name', 'domain.redirectFrom', 'my_app.bank.example'],
  ]);
});

test.each([
  ['itself', 'app.bank.example', 'App.bank.example.'],
  ['a wildcard', '*.bank.example', 'bank.example'],
])('a name cannot redirect to %s', (_, name, from) => {
  expect(said(name, from)).toEqual([
    ['api/redirect-to-itself', 'domain.redirectFrom', from.toLowerCase().replace(/\.$/, '')],
  ]);
});

test.each([ApiDomain.inZone, ApiDomain.behindCloudFront])(
  'a name is in the zone that has to validate its certificate',
  (domainOf) => {
    const dns = new BankDns(workloadStack(), 'Dns', {
      rootDomain: 'bank.example',
      zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
    });
    const saidIn = (name: string) => saidOf(domainProblems(stack, domainOf(dns, name)));

    expect(['bank.example', 'app.bank.example', '*.bank.example'].flatMap(saidIn)).toEqual([]);
    expect(['app.other.example', 'notbank.example', '*.example'].flatMap(saidIn)).toEqual([
      ['api/name-outside-zone', 'domain.name', 'app.other.example'],
      ['api/name-outside-zone', 'domain.name', 'notbank.example'],
      ['api/name-outside-zone', 'domain.name', '*.example'],
    ]);
  },
);

test('a name that redirects is in the zone, unless a certificate that exists has it', () => {
  const dns = new BankDns(workloadStack(), 'Dns', {
    rootDomain: 'bank.example',
    zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
  });
  const redirectFrom = ['other.example'];
  const domain = ApiDomain.inZone(dns, 'app.bank.example', { redirectFrom });
  const certified = ApiDomain.inZone(dns, 'app.bank.example', { redirectFrom, certificate });

  expect(saidOf(domainProblems(stack, domain))).toEqual([
    ['api/name-outside-zone', 'domain.redirectFrom', 'other.example'],
  ]);
  expect(saidOf(domainProblems(stack, certified))).toEqual([]);
});
