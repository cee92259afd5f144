import { ApiDomain } from '../../../../src/service';
import { apiIn, apiStack, certificateIn, propertiesOf } from '../../../support/api';
import { resourcesOf, templateOf, workloadStack } from '../../../support/cloud';

const RECORD = 'AWS::Route53::RecordSet';
const stack = workloadStack();
const api = apiIn(stack);
const resources = Object.entries<{ Type: string }>(templateOf(stack).Resources);

test('RB1a the name leads to the load balancer, by an alias record in the stack of the API', () => {
  const ofLoadBalancer = (attribute: string) => ({
    'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancer/), attribute],
  });

  expect(resourcesOf(stack, RECORD)).toHaveLength(1);
  expect(propertiesOf(stack, RECORD)).toMatchObject({
    Name: 'api.bank.example.',
    Type: 'A',
    HostedZoneId: 'Z0123456789ABCDEFGHIJ',
    AliasTarget: {
      DNSName: { 'Fn::Join': ['', ['dualstack.', ofLoadBalancer('DNSName')]] },
      HostedZoneId: ofLoadBalancer('CanonicalHostedZoneID'),
    },
  });
});

test('a name at another DNS provider gets no record, and all the rest', () => {
  const other = workloadStack();
  apiStack({ domain: ApiDomain.outsideRoute53('api.bank.example', certificateIn(other)) }, other);
  const types = resources.map(([, { Type }]) => Type);
  const ofTheName = [RECORD, 'AWS::CertificateManager::Certificate'];

  expect(Object.values<any>(templateOf(other).Resources).map(({ Type }) => Type)).toEqual(
    types.filter((type) => !ofTheName.includes(type)),
  );
});

test.each([
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', api.loadBalancer.loadBalancerArn],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', api.targetGroup.targetGroupArn],
  ['AWS::ElasticLoadBalancingV2::Listener', api.listener.listenerArn],
  ['AWS::CertificateManager::Certificate', api.certificate!.certificateArn],
  ['AWS::S3::Bucket', api.accessLogBucket!.bucketName],
  ['AWS::Logs::LogGroup', api.logGroup.logGroupName],
])('the %s can be read', (type, name) => {
  const [first] = resources.filter(([, { Type }]) => Type === type); // of the listeners that of HTTPS

  expect(stack.resolve(name)).toEqual({ Ref: first[0] });
});
