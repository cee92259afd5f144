import { EdgeCertificate } from '../../src/edge';
import { SiteDomain } from '../../src/site';
import { workloadStack, zoneOf } from '../support/cloud';
import { domainIn } from '../support/site';

test('has its name, then the names that redirect, each once and sorted', () => {
  const redirectFrom = ['www.bank.example', 'bank.example', 'WWW.bank.example.'];

  expect(domainIn(workloadStack(), 'App.bank.example', { redirectFrom }).names).toEqual([
    'app.bank.example',
    'bank.example',
    'www.bank.example',
  ]);
});

test('has no further names and makes its certificate by default', () => {
  const domain = domainIn(workloadStack());

  expect([domain.names, domain.certificate]).toEqual([['app.bank.example'], undefined]);
});

test('elsewhere has no zone of ours', () => {
  const stack = workloadStack();
  const certificate = new EdgeCertificate(stack, 'C', { zone: zoneOf(stack), domainName: 'app.bank.example' });

  expect(SiteDomain.elsewhere('app.bank.example', certificate)).toMatchObject({ dns: undefined, redirectFrom: [] });
});
