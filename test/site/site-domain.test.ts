import { EdgeCertificate } from '../../src/edge';
import { SiteDomain } from '../../src/site';
import { workloadStack, zoneOf } from '../support/cloud';
import { domainIn } from '../support/site';

test.each<[name: string, redirectFrom: string[] | undefined, names: string[]]>([
  [
    'App.bank.example',
    ['www.bank.example', 'bank.example', 'WWW.bank.example.'],
    ['app.bank.example', 'bank.example', 'www.bank.example'],
  ],
  ['app.bank.example', undefined, ['app.bank.example']],
])(
  '%s has its name, then those that redirect, each once and sorted: %j; its certificate is made',
  (name, redirectFrom, names) => {
    const domain = domainIn(workloadStack(), name, { redirectFrom });

    expect([domain.names, domain.certificate]).toEqual([names, undefined]);
  },
);

test('elsewhere has no zone of ours', () => {
  const stack = workloadStack();
  const certificate = new EdgeCertificate(stack, 'C', { zone: zoneOf(stack), domainName: 'app.bank.example' });

  expect(SiteDomain.outsideRoute53('app.bank.example', certificate)).toMatchObject({
    dns: undefined,
    redirectFrom: [],
  });
});
