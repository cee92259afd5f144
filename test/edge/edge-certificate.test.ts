import { CfnResource, NestedStack, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { KeyAlgorithm } from 'aws-cdk-lib/aws-certificatemanager';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
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
  test('in a twin of the stack, and the distribution reads it from there', () => {
    const stack = workloadStack();
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);

    expect(certificateOf(stack)).toEqual(readFrom('Web-edge'));
    expect(certificate.edgeStack.environment).toBe('aws://111111111111/us-east-1');
    expect(stack.dependencies).toEqual([certificate.edgeStack]);
    expect(resourcesOf(stack, CERTIFICATE)).toEqual([]);
    expect(resourcesOf(certificate.edgeStack, CERTIFICATE)).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({
          DomainName: 'app.bank.example',
          ValidationMethod: 'DNS',
          DomainValidationOptions: [{ DomainName: 'app.bank.example', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
        }),
      }),
    ]);
  });

  test('in a Stage', () => {
    const stack = workloadStack(new Stage(newApp(), 'Prod'));
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);

    expect(certificateOf(stack)).toEqual(readFrom('Prod-Web-edge'));
    expect(stack.dependencies).toEqual([certificate.edgeStack]);
  });

  test('for a stack of no stated account and region', () => {
    const stack = new Stack(newApp(), 'Web');
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);

    expect(certificateOf(stack)).toEqual(readFrom('Web-edge'));
    expect(certificate.edgeStack.environment).toBe('aws://unknown-account/us-east-1');
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

  test('a nested stack uses it, and its parent waits', () => {
    const parent = workloadStack();
    const nested = new NestedStack(parent, 'Nested');
    const certificate = certificateIn(nested);
    distributionWith(certificate, 'app.bank.example', nested);

    expect(certificateOf(nested)).toEqual(readFrom('Web-edge'));
    expect(certificate.edgeStack.node.path).toBe('Web/EdgeTwin');
    expect(parent.dependencies).toEqual([certificate.edgeStack]);
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

  test('its key is RSA of 2048 bits unless another is asked for', () => {
    const stack = workloadStack();
    const keyOf = (certificate: EdgeCertificate) =>
      resourcesOf(certificate.edgeStack, CERTIFICATE)[0].Properties.KeyAlgorithm;

    expect(keyOf(certificateIn(stack))).toBeUndefined(); // ACM's own default
    expect(keyOf(certificateIn(workloadStack(), { keyAlgorithm: KeyAlgorithm.EC_PRIME256V1 }))).toBe('EC_prime256v1');
  });

  test('tags of the stack reach the twin', () => {
    const stack = workloadStack();
    const { edgeStack } = certificateIn(stack);
    Tags.of(stack).add('owner', 'bank');

    const [{ Properties }] = resourcesOf(edgeStack, CERTIFICATE);

    expect(Properties.Tags).toContainEqual({ Key: 'owner', Value: 'bank' });
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
  const outputOf = (props: Partial<EdgeCertificateProps>) => {
    const stack = workloadStack();
    distributionWith(certificateIn(stack, props), 'app.bank.example', stack);
    return certificateOf(stack)['Fn::GetStackOutput'].OutputName;
  };

  const otherZone = PublicHostedZone.fromHostedZoneAttributes(new Stack(), 'Other', {
    hostedZoneId: 'ZOTHER',
    zoneName: 'bank.example',
  });

  test.each<[string, Partial<EdgeCertificateProps>]>([
    ['another name', { alternativeNames: ['www.bank.example'] }],
    ['another first name', { domainName: 'www.bank.example' }],
    ['another zone', { zone: otherZone }],
    ['another key', { keyAlgorithm: KeyAlgorithm.EC_PRIME256V1 }],
  ])('reaches the distribution: %s changes what it reads', (_, props) => {
    expect(outputOf(props)).not.toBe(outputOf({}));
  });

  test('reaches the distribution also where the team has overridden what makes it another one', () => {
    const stack = workloadStack();
    const certificate = certificateIn(stack);
    distributionWith(certificate, 'app.bank.example', stack);
    (certificate.certificate.node.defaultChild as CfnResource).addPropertyOverride('KeyAlgorithm', 'EC_prime256v1');

    expect(certificateOf(stack)['Fn::GetStackOutput'].OutputName).not.toBe(outputOf({}));
  });

  test('is not taken for another one because of a tag', () => {
    const stack = workloadStack();
    distributionWith(certificateIn(stack), 'app.bank.example', stack);
    Tags.of(stack).add('owner', 'bank');

    expect(certificateOf(stack)['Fn::GetStackOutput'].OutputName).toBe(outputOf({}));
  });

  test('an unchanged certificate leaves the distribution alone', () => {
    expect(outputOf({})).toBe(outputOf({}));
  });

  test('is kept, since the distribution uses it until it is deployed itself', () => {
    const [resource] = resourcesOf(certificateIn(workloadStack()).edgeStack, CERTIFICATE);

    expect(resource.UpdateReplacePolicy).toBe('Retain');
    expect(resource.DeletionPolicy).toBe('Delete');
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
    tier: 'EDGE',
    title: 'Certificate of app.bank.example',
    healthy: `it holds for more than ${certificate.alarmDefinitions[0].threshold} days`,
    metrics: [{ metricName: 'DaysToExpiry', label: 'Days', region: 'us-east-1' }],
    region: 'us-east-1',
  });
  expect(certificate.logQueries).toEqual([]);
});
