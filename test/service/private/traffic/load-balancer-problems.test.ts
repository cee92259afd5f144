import { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiDomain } from '../../../../src/service';
import { certificateIn } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { behind, sharedIn } from '../../../support/shared';

describe('certificates that services share', () => {
  const ADDED = 'AWS::ElasticLoadBalancingV2::ListenerCertificate';
  const inShared = () => {
    const stack = workloadStack(newApp(), 'Shared');
    const made = new Certificate(stack, 'Made', { domainName: 'a.example', subjectAlternativeNames: ['*.a.example'] });
    const given = certificateIn(stack, undefined, 'Given');
    return { made, given, shared: sharedIn(stack, { certificates: [made, given] }) };
  };

  test('are added once, by the load balancer', () => {
    const { shared, given } = inShared();
    const apis = ['one.b.example', 'two.b.example'].map((name) =>
      behind(shared, name, { domain: ApiDomain.outsideRoute53(name, given) }),
    );

    expect(resourcesOf(shared.stack, ADDED).map(({ Properties }) => Properties.Certificates)).toEqual([
      [{ CertificateArn: { Ref: expect.stringMatching(/^Made/) } }],
      [{ CertificateArn: 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1' }],
    ]);
    expect(apis.flatMap((api) => resourcesOf(Stack.of(api), ADDED))).toEqual([]);
    expect(apis.map(({ certificate }) => certificate)).toEqual([undefined, undefined]);
  });

  test('keep their ids when another one is removed', () => {
    const idsOf = (...ids: string[]) => {
      const stack = workloadStack(newApp(), 'Shared');
      sharedIn(stack, { certificates: ids.map((id) => new Certificate(stack, id, { domainName: `${id}.example` })) });
      return Object.entries<any>(templateOf(stack).Resources).flatMap(([id, { Type }]) => (Type === ADDED ? [id] : []));
    };
    const [, second] = idsOf('a', 'b');

    expect(idsOf('b')).toEqual([second]);
  });

  test('cover the names that are known of them', () => {
    expect(inShared().shared.loadBalancer.certificateNames).toEqual(['*.bank.example', 'a.example', '*.a.example']);
  });
});
