import { CfnResource, NestedStack, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { KeyAlgorithm } from 'aws-cdk-lib/aws-certificatemanager';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { TrafficTier } from '../../src/core';
import { EdgeCertificate, EdgeCertificateProps } from '../../src/edge';
import {
  distributionWith,
  EDGE,
  newApp,
  resourcesOf,
  templateOf,
  WORKLOAD,
  workloadStack,
  zoneOf,
} from '../support/cloud';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';

function certificateIn(stack: Stack, props: Partial<EdgeCertificateProps> = {}, id = 'Certificate'): EdgeCertificate {
  const zone = props.zone ?? zoneOf(stack, 'bank.example', `${id}Zone`);
  return new EdgeCertificate(stack, id, { domainName: 'app.bank.example', ...props, zone });
}

/** The reference by which a distribution names its certificate. */
function certificateOf(stack: Stack, index = 0): any {
  const distribution = resourcesOf(stack, 'AWS::CloudFront::Distribution')[index];
  return distribution.Properties.DistributionConfig.ViewerCertificate.AcmCertificateArn;
}

function readFrom(stackName: string) {
  return {
    'Fn::GetStackOutput': {
      StackName: stackName,
      Region: 'us-east-1',
      OutputName: expect.stringMatching(/^CertificateArn[0-9a-f]{8}$/),
    },
  };
}

describe('RB2a a certificate for CloudFront lies in us-east-1', () => {
  test('in a twin of the stack, with one name, validated by DNS, and a key of RSA', () => {
    const { edgeStack } = certificateIn(workloadStack());

    expect(edgeStack.environment).toBe('aws://111111111111/us-east-1');
    expect(resourcesOf(edgeStack, CERTIFICATE)).toEqual([
      {
        Type: CERTIFICATE,
        Properties: {
          DomainName: 'app.bank.example',
          ValidationMethod: 'DNS',
          DomainValidationOptions: [{ DomainName: 'app.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
          Tags: [{ Key: 'Name', Value: expect.any(String) }],
        }, // the default of ACM is that key
        UpdateReplacePolicy: 'Retain', // the distribution uses it until it is deployed itself
        DeletionPolicy: 'Delete',
      },
    ]);
  });

  test.each<[place: string, stack: () => Stack, producer: string, environment: string]>([
    ['a stack', workloadStack, 'Web-edge', 'aws://111111111111/us-east-1'],
    ['a Stage', () => workloadStack(new Stage(newApp(), 'Prod')), 'Prod-Web-edge', 'aws://111111111111/us-east-1'],
    ['a stack of no stated place', () => new Stack(newApp(), 'Web'), 'Web-edge', 'aws://unknown-account/us-east-1'],
    ['a nested stack', () => new NestedStack(workloadStack(), 'N'), 'Web-edge', 'aws://111111111111/us-east-1'],
  ])('a distribution in %s reads it weakly and is deployed after it', (_, make, producer, environment) => {
    const stack = make();
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);

    expect(certificateOf(stack)).toEqual(readFrom(producer));
    expect(certificate.edgeStack.environment).toBe(environment);
    expect((stack.nestedStackParent ?? stack).dependencies).toEqual([certificate.edgeStack]);
    expect(resourcesOf(stack, CERTIFICATE)).toEqual([]);
  });

  test('two certificates share one twin', () => {
    const stack = workloadStack();
    const app = certificateIn(stack, {}, 'App');
    const merchant = certificateIn(stack, { domainName: 'merchant.bank.example' }, 'Merchant');
    distributionWith(app, 'app.bank.example', stack, 'AppSite');
    distributionWith(merchant, 'merchant.bank.example', stack, 'MerchantSite');

    expect(merchant.edgeStack).toBe(app.edgeStack);
    expect(resourcesOf(app.edgeStack, CERTIFICATE)).toHaveLength(2);
    expect(certificateOf(stack, 0)).not.toEqual(certificateOf(stack, 1));
  });

  test('two stacks use one certificate, and both wait for it', () => {
    const app = newApp();
    const web = workloadStack(app);
    const merchant = workloadStack(app, 'Merchant');
    const certificate = certificateIn(web, { alternativeNames: ['merchant.bank.example'] });
    distributionWith(certificate, 'app.bank.example', web);
    distributionWith(certificate, 'merchant.bank.example', merchant);

    expect(certificateOf(merchant)).toEqual(certificateOf(web));
    expect(web.dependencies).toEqual([certificate.edgeStack]);
    expect(merchant.dependencies).toEqual([certificate.edgeStack]);
  });

  test('in a stack that the team has already, with room for certificates of several stacks', () => {
    const app = newApp();
    const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });
    const stacks = ['Web', 'Merchant'].map((id) => workloadStack(app, id));
    stacks.forEach((stack) => {
      distributionWith(certificateIn(stack, { edgeStack }), 'app.bank.example', stack);
    });

    expect(resourcesOf(edgeStack, CERTIFICATE)).toHaveLength(2);
    expect(certificateOf(stacks[0])).toEqual(readFrom('OurEdge'));
    expect(stacks[0].node.tryFindChild('EdgeTwin')).toBeUndefined();
  });

  test('certificates of one id have their own places in a twin, and in a stack that several share', () => {
    const app = newApp();
    const stack = workloadStack(app);
    ['One', 'Two'].forEach((id) => certificateIn(new NestedStack(stack, id)));
    const edgeStack = new Stack(app, 'OurEdge', { env: EDGE });
    for (const scope of [new Construct(app, 'Blue'), new Construct(app, 'Green')]) {
      const web = new Stack(scope, 'Web', { env: WORKLOAD });
      ['A', 'B'].forEach((id) => certificateIn(web, { edgeStack }, id));
    }

    expect(resourcesOf(stack.node.findChild('EdgeTwin') as Stack, CERTIFICATE)).toHaveLength(2);
    expect(resourcesOf(edgeStack, CERTIFICATE)).toHaveLength(4);
  });

  test('its key is the one that is asked for', () => {
    const { edgeStack } = certificateIn(workloadStack(), { keyAlgorithm: KeyAlgorithm.EC_PRIME256V1 });

    expect(resourcesOf(edgeStack, CERTIFICATE)[0].Properties.KeyAlgorithm).toBe('EC_prime256v1');
  });

  test('tags of the stack reach the twin', () => {
    const stack = workloadStack();
    const { edgeStack } = certificateIn(stack);
    Tags.of(stack).add('owner', 'bank');

    expect(resourcesOf(edgeStack, CERTIFICATE)[0].Properties.Tags).toContainEqual({ Key: 'owner', Value: 'bank' });
  });

  test('and it says so to whoever asks for its region', () => {
    expect(certificateIn(workloadStack()).env.region).toBe('us-east-1');
  });
});

describe('RB2b where the stack is in us-east-1 already', () => {
  test('there is no twin, and the distribution refers to the certificate beside it', () => {
    const stack = new Stack(newApp(), 'Web', { env: EDGE });
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);

    expect(certificateOf(stack)).toEqual({ Ref: expect.stringMatching(/^Certificate/) });
    expect(certificate.edgeStack).toBe(stack);
    expect(templateOf(stack).Outputs).toBeUndefined();
    expect(stack.node.findAll().filter(Stack.isStack)).toEqual([stack]);
  });

  test('a nested stack there is no reason for a twin either, and hands its parent the certificate', () => {
    const stack = new Stack(newApp(), 'Web', { env: EDGE });
    const certificate = certificateIn(new NestedStack(stack, 'Nested'));

    expect(certificate.edgeStack).toBe(stack);
    expect(resourcesOf(stack, CERTIFICATE)).toHaveLength(1);
  });

  test('a second stack reads it weakly all the same, so that it can be replaced', () => {
    const app = newApp();
    const web = new Stack(app, 'Web', { env: EDGE });
    const merchant = new Stack(app, 'Merchant', { env: EDGE });
    distributionWith(certificateIn(web), 'app.bank.example', merchant);

    expect(certificateOf(merchant)['Fn::GetStackOutput'].StackName).toBe('Web');
    expect(JSON.stringify(templateOf(web))).not.toContain('"Export"');
  });
});

describe('a certificate that is replaced', () => {
  type Change = (certificate: EdgeCertificate) => void;
  const outputOf = (props: Partial<EdgeCertificateProps>, change: Change = () => undefined) => {
    const stack = workloadStack();
    const certificate = certificateIn(stack, props);
    distributionWith(certificate, 'app.bank.example', stack);
    change(certificate);
    return certificateOf(stack)['Fn::GetStackOutput'].OutputName;
  };
  const usual = outputOf({});

  const otherZone = PublicHostedZone.fromHostedZoneAttributes(new Stack(), 'Other', {
    hostedZoneId: 'ZOTHER',
    zoneName: 'bank.example',
  });
  const overridden = ({ certificate }: EdgeCertificate) =>
    (certificate.node.defaultChild as CfnResource).addPropertyOverride('KeyAlgorithm', 'EC_prime256v1');

  test.each<[string, Partial<EdgeCertificateProps>, change?: Change]>([
    ['another name', { alternativeNames: ['www.bank.example'] }],
    ['another first name', { domainName: 'www.bank.example' }],
    ['another zone', { zone: otherZone }],
    ['another key', { keyAlgorithm: KeyAlgorithm.EC_PRIME256V1 }],
    ['a key that the team has overridden', {}, overridden],
  ])('reaches the distribution: %s changes what it reads', (_, props, change = () => undefined) => {
    expect(outputOf(props, change)).not.toBe(usual);
  });

  test('an unchanged certificate leaves the distribution alone, and so does a tag', () => {
    expect(outputOf({})).toBe(usual);
    expect(outputOf({}, ({ stack }) => Tags.of(stack).add('owner', 'bank'))).toBe(usual);
  });

  test.each([
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.DESTROY, 'Delete'],
  ])('is kept whatever the removal policy (%s), which speaks of the last one', (policy, expected) => {
    const certificate = certificateIn(workloadStack());
    certificate.applyRemovalPolicy(policy);

    const [resource] = resourcesOf(certificate.edgeStack, CERTIFICATE);

    expect([resource.DeletionPolicy, resource.UpdateReplacePolicy]).toEqual([expected, 'Retain']);
  });
});

test('RB12c it is drawn at the edge by the days it has left, and has no questions to logs', () => {
  const certificate = certificateIn(workloadStack());
  const [graph, ...others] = certificate.graphDefinitions;

  expect(others).toEqual([]);
  expect(graph).toMatchObject({
    tier: TrafficTier.EDGE,
    title: 'Certificate of app.bank.example',
    healthy: `it holds for more than ${certificate.alarmDefinitions[0].threshold} days`,
    metrics: [{ metricName: 'DaysToExpiry', label: 'Days', region: 'us-east-1' }],
    region: 'us-east-1',
  });
  expect(certificate.logQueries).toEqual([]);
});
