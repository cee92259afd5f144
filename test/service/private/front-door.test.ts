import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiDomain } from '../../../src/service';
import { apiIn, propertiesOf } from '../../support/api';
import { resourcesOf, templateOf, workloadStack } from '../../support/cloud';

const RECORD = 'AWS::Route53::RecordSet';

test('RB1a the name leads to the load balancer, by an alias record in the stack of the API', () => {
  const stack = workloadStack();
  apiIn(stack);
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
  const [ours, elsewhere] = [workloadStack(), workloadStack()];
  const arn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';
  apiIn(ours);
  apiIn(elsewhere, {
    domain: ApiDomain.elsewhere('api.bank.example', Certificate.fromCertificateArn(elsewhere, 'Mine', arn)),
  });
  const typesIn = (stack: typeof ours) => {
    return Object.values<any>(templateOf(stack).Resources).map(({ Type }) => Type as string);
  };
  const ofTheName = [RECORD, 'AWS::CertificateManager::Certificate'];

  expect(typesIn(elsewhere)).toEqual(typesIn(ours).filter((type) => !ofTheName.includes(type)));
});

test('the parts can be read', () => {
  const stack = workloadStack();
  const api = apiIn(stack);
  const idsOf = (type: string) => {
    return Object.entries<any>(templateOf(stack).Resources).flatMap(([id, it]) => (it.Type === type ? id : []));
  };
  const [https] = idsOf('AWS::ElasticLoadBalancingV2::Listener').filter((id) => id.startsWith('ApiHttps'));

  expect(stack.resolve([api.loadBalancer.loadBalancerArn, api.targetGroup.targetGroupArn])).toEqual([
    { Ref: idsOf('AWS::ElasticLoadBalancingV2::LoadBalancer')[0] },
    { Ref: idsOf('AWS::ElasticLoadBalancingV2::TargetGroup')[0] },
  ]);
  expect(stack.resolve([api.listener.listenerArn, api.certificate.certificateArn])).toEqual([
    { Ref: https },
    { Ref: idsOf('AWS::CertificateManager::Certificate')[0] },
  ]);
  expect(stack.resolve([api.accessLogBucket.bucketName, api.logGroup.logGroupName])).toEqual([
    { Ref: idsOf('AWS::S3::Bucket')[0] },
    { Ref: idsOf('AWS::Logs::LogGroup')[0] },
  ]);
});
