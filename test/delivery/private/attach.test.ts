import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DeployRole } from '../../../src/delivery';
import { attach } from '../../../src/delivery/private/attach';
import { workloadStack } from '../../support/cloud';
import { anyTrust, neverItself, policiesOf } from '../../support/roles';

const roleIn = (stack = workloadStack()) => new DeployRole(stack, 'Deploy', { trust: anyTrust(), roleName: 'ci' });
const statement = () => new PolicyStatement({ actions: ['acm:ListCertificates'], resources: ['*'] });

test('a policy has the name that a reviewer looks for, beside the one with the denial', () => {
  const role = roleIn();
  attach(role, 'Certificates', [statement()]);

  expect(policiesOf(role)).toEqual({
    Default: [neverItself('ci')],
    Certificates: [{ Effect: 'Allow', Action: 'acm:ListCertificates', Resource: '*' }],
  });
});

test('without statements there is no policy', () => {
  const role = roleIn();
  attach(role, 'Certificates', []);

  expect(Object.keys(policiesOf(role))).toEqual(['Default']);
});
