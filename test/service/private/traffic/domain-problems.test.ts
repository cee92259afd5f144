import { ApiDomain } from '../../../../src/service';
import { domainProblems } from '../../../../src/service/private/traffic/domain-problems';
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
