import { App } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SignInDomain } from '../../../../src/access';
import { BankDns, HostedZoneSource } from '../../../../src/network';
import { lambdasIn, resourcesOf, workloadStack } from '../../../support/cloud';
import { usersIn } from '../../../support/users';

const DOMAIN = 'AWS::Cognito::UserPoolDomain';
const name = 'login.tracker.example';
const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');

test('a prefix has managed login of the newer version', () => {
  const stack = workloadStack();
  const users = usersIn(stack, { domain: SignInDomain.prefix('tracker-prd') });

  expect(resourcesOf(stack, DOMAIN)[0].Properties).toMatchObject({ Domain: 'tracker-prd', ManagedLoginVersion: 2 });
  expect(users.signInUrl).toBe('https://tracker-prd.auth.ap-southeast-1.amazoncognito.com');
  expect(users.signInAliasTarget).toBeUndefined();
});

test('a name in a zone has a certificate in us-east-1 and an alias record, without a custom resource', () => {
  const stack = workloadStack();
  const dns = new BankDns(stack, 'Dns', { rootDomain: 'tracker.example', zone });
  const users = usersIn(stack, { domain: SignInDomain.inZone(dns, name) });

  expect(resourcesOf(stack, DOMAIN)[0].Properties.CustomDomainConfig.CertificateArn).toEqual({
    'Fn::GetStackOutput': { StackName: 'Web-edge', OutputName: expect.any(String), Region: 'us-east-1' },
  });
  const records = resourcesOf(stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);
  expect(records).toMatchObject([
    {
      Name: `${name}.`,
      Type: 'A',
      AliasTarget: { DNSName: { 'Fn::GetAtt': [expect.any(String), 'CloudFrontDistribution'] } },
    },
  ]);
  expect(lambdasIn(stack.node.root as App)).toEqual([]);
  expect(users.signInUrl).toBe(`https://${name}`);
  expect(users.alarmDefinitions.map(({ id, region }) => [id, region])).toContainEqual([
    'CertificateExpires',
    'us-east-1',
  ]);
});

test('a name at another provider has the target of its record', () => {
  const stack = workloadStack();
  const arn = 'arn:aws:acm:us-east-1:111111111111:certificate/1';
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);
  const users = usersIn(stack, { domain: SignInDomain.outsideRoute53(name, certificate) });

  expect(resourcesOf(stack, DOMAIN)[0].Properties.CustomDomainConfig.CertificateArn).toBe(arn);
  expect(stack.resolve(users.signInAliasTarget)).toEqual({
    'Fn::GetAtt': [expect.any(String), 'CloudFrontDistribution'],
  });
  expect(resourcesOf(stack, 'AWS::Route53::RecordSet')).toEqual([]);
});

test('a certificate of another region is refused', () => {
  const stack = workloadStack();
  const arn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);

  expect(() => usersIn(stack, { domain: SignInDomain.outsideRoute53(name, certificate) })).toThrowProblem(
    'user-directory/certificate-elsewhere',
    'domain',
    'a certificate in ap-southeast-1',
    'Web/Users',
  );
});
