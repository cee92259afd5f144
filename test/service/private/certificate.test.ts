import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { BankDns, ZoneSource } from '../../../src/network';
import { ApiDomain } from '../../../src/service';
import { certificateFor } from '../../../src/service/private/certificate';
import { apiDomainIn, apiIn, propertiesOf } from '../../support/api';
import { resourcesOf, workloadStack } from '../../support/cloud';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const ARN = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';

test('RB2a a certificate of its own is made in the stack of the API, and proven by DNS in the zone', () => {
  const stack = workloadStack();
  const certificate = certificateFor(stack, apiDomainIn(stack));

  expect(propertiesOf(stack, CERTIFICATE)).toMatchObject({
    DomainName: 'api.bank.example',
    ValidationMethod: 'DNS',
    DomainValidationOptions: [{ DomainName: 'api.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
  });
  expect(certificate.stack).toBe(stack);
});

test('a certificate that exists is used, and none is made', () => {
  const stack = workloadStack();
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
  const certificate = Certificate.fromCertificateArn(stack, 'Mine', ARN);
  const api = apiIn(stack, { domain: ApiDomain.inZone(dns, 'api.bank.example', { certificate }) });

  expect(api.certificate).toBe(certificate);
  expect(resourcesOf(stack, CERTIFICATE)).toEqual([]);
  expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toHaveLength(1);
  expect(propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::Listener', 'ApiHttps').Certificates).toEqual([
    { CertificateArn: ARN },
  ]);
});

test('the end of a certificate that exists is for whoever made it to watch', () => {
  const stack = workloadStack();
  const certificate = Certificate.fromCertificateArn(stack, 'Mine', ARN);
  const api = apiIn(stack, { domain: ApiDomain.elsewhere('api.bank.example', certificate) });

  expect(api.alarmDefinitions.map(({ id }) => id)).not.toContain('CertificateExpires');
});
