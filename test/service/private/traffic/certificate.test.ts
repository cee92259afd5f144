import { ApiDomain } from '../../../../src/service';
import { apiDomainIn, apiIn, certificateIn, propertiesOf } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';

test('RB2a a certificate of its own is made in the stack of the API, and proven by DNS in the zone', () => {
  const stack = workloadStack();
  const api = apiIn(stack);

  expect(propertiesOf(stack, CERTIFICATE)).toMatchObject({
    DomainName: 'api.bank.example',
    ValidationMethod: 'DNS',
    DomainValidationOptions: [{ DomainName: 'api.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
  });
  expect(api.certificate!.stack).toBe(stack);
});

test('a certificate that exists is used, none is made, and its end is for whoever made it to watch', () => {
  const stack = workloadStack();
  const certificate = certificateIn(stack);
  const { dns } = apiDomainIn(stack);
  const api = apiIn(stack, { domain: ApiDomain.inZone(dns!, 'api.bank.example', { certificate }) });

  expect(api.certificate).toBe(certificate);
  expect(resourcesOf(stack, CERTIFICATE)).toEqual([]);
  expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toHaveLength(1);
  expect(propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::Listener', 'ApiHttps').Certificates).toEqual([
    { CertificateArn: certificate.certificateArn },
  ]);
  expect(api.alarmDefinitions.map(({ id }) => id)).toEqual(['DeploymentFailed']);
});
