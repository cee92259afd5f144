import { CfnDeletionPolicy, RemovalPolicy, Resource, Stack } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  CfnCertificate,
  ICertificate,
  KeyAlgorithm,
} from 'aws-cdk-lib/aws-certificatemanager';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { aws_certificatemanager } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { certificateNames, nameProblems } from './private/certificate-names';
import { placeIn } from './private/edge-place';
import { importZoneInto, zoneProblems } from './private/validation-zones';
import { HOSTED_ZONE, STACK } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, instance, listOf, TEXT, TEXTS, Type, typeProblems } from '../core/private/checks/types';
import { certificateAlarm } from '../core/private/resources/certificate-alarm';
import { EDGE_REGION, edgeStackOf } from '../core/private/stacks/edge-stack';
import { resourceIdentity } from '../core/private/stacks/resource-identity';
import { weakReference } from '../core/private/stacks/weak-reference';

const TYPES: Record<keyof EdgeCertificateProps, Type> = {
  domainName: TEXT,
  zone: HOSTED_ZONE,
  alternativeNames: TEXTS,
  additionalZones: listOf(HOSTED_ZONE, 'IHostedZone'),
  keyAlgorithm: instance('a KeyAlgorithm', 'name'),
  zoneIsDelegated: BOOLEAN,
  edgeStack: STACK,
};

/** Properties for defining an `EdgeCertificate`. */
export interface EdgeCertificateProps {
  /** First name of the certificate, such as `app.example.com` or `*.example.com`, at most 64 characters long. */
  readonly domainName: string;

  /** Public hosted zone that contains the name and gets ACM's validation record. */
  readonly zone: IHostedZone;

  /**
   * Further names of the certificate.
   * @default - `domainName` alone
   */
  readonly alternativeNames?: string[];

  /**
   * Further zones, for alternative names outside `zone`. Each name is validated in the zone nearest to it.
   * @default - every name is in `zone`
   */
  readonly additionalZones?: IHostedZone[];

  /**
   * Key algorithm. CloudFront takes RSA of 2048 bits and ECDSA of the curve P-256.
   * @default KeyAlgorithm.RSA_2048
   */
  readonly keyAlgorithm?: KeyAlgorithm;

  /**
   * Whether the parent domains point at the zones that this app creates with the CDK's `PublicHostedZone`.
   *
   * Without delegation ACM waits for hours, and the deployment with it. `BankDns` states it for its own zone, and an
   * imported zone needs no statement.
   * @default false
   */
  readonly zoneIsDelegated?: boolean;

  /**
   * Stack in us-east-1 that holds the certificate, if the app has one already.
   * @default - the stack of the construct where that is in us-east-1, else its twin `<stack>-edge`
   */
  readonly edgeStack?: Stack;
}

/**
 * An ACM certificate that CloudFront can use, from a stack in any region.
 *
 * CloudFront reads certificates from us-east-1 alone. Where the stack is elsewhere, the certificate is in a twin of the
 * stack there, and the stack reads its ARN by `Fn::GetStackOutput`: no Lambda, no custom resource, no export. Stacks that
 * use the certificate are deployed after it, and get the new one when it is replaced.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 *
 * @example
 * import * as route53 from 'aws-cdk-lib/aws-route53';
 * import { EdgeCertificate } from 'rl-bank-constructs/edge';
 *
 * declare const zone: route53.IHostedZone;
 *
 * const certificate = new EdgeCertificate(this, 'Certificate', { zone, domainName: 'app.bank.example' });
 */
@propertyInjectable
export class EdgeCertificate extends Resource implements ICertificate, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.edge.EdgeCertificate';

  /** ARN of the certificate, for stacks of the same account and Stage in any region. */
  public readonly certificateArn: string;

  /** Certificate construct, in `edgeStack`. */
  public readonly certificate: Certificate;

  /** Stack in us-east-1 that holds the certificate. */
  public readonly edgeStack: Stack;

  private readonly domainName: string;
  private readonly reference: ICertificate;

  constructor(scope: Construct, id: string, props: EdgeCertificateProps) {
    super(scope, id, { region: EDGE_REGION });
    requireProps(this, props, { domainName: true, zone: true });
    throwOnProblems(this, ...typeProblems(props, TYPES));
    const zones = [props.zone, ...(props.additionalZones ?? [])];
    const names = certificateNames(props, zones);
    throwOnProblems(this, ...nameProblems(names, zones));
    this.edgeStack = edgeStackOf(this, props.edgeStack);
    const { zoneIsDelegated } = props;
    throwOnProblems(this, ...zoneProblems(this, zones, { edgeStack: this.edgeStack, zoneIsDelegated }));

    const [domainName, ...alternativeNames] = names.map(({ name }) => name);
    const home = this.edgeStack === Stack.of(this) ? this : placeIn(this.edgeStack, this);
    this.certificate = new Certificate(home, 'Certificate', {
      domainName,
      subjectAlternativeNames: alternativeNames.length > 0 ? alternativeNames : undefined,
      validation: CertificateValidation.fromDnsMultiZone(
        Object.fromEntries(names.map(({ name, zone }) => [name, importZoneInto(home, zone!)])),
      ),
      keyAlgorithm: props.keyAlgorithm,
    });

    // The distribution uses the old certificate until its own stack is deployed, which comes later.
    const resource = this.certificate.node.defaultChild as CfnCertificate;
    resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;

    this.domainName = domainName;
    this.certificateArn = weakReference({
      producer: this.edgeStack,
      name: 'CertificateArn',
      value: this.certificate.certificateArn,
      identity: () => resourceIdentity(resource),
    });
    this.reference = Certificate.fromCertificateArn(this, 'Reference', this.certificateArn);
  }

  /** Reference to the certificate for the CDK's native interfaces. */
  public get certificateRef(): aws_certificatemanager.CertificateReference {
    return this.reference.certificateRef; // its fields differ between versions of the CDK
  }

  /** Alarm `CertificateExpires`, on a certificate that ACM fails to renew. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [certificateAlarm(this.metricDaysToExpiry(), this.domainName, EDGE_REGION)];
  }

  /** Graph of the days until it expires. */
  public get graphDefinitions(): GraphDefinition[] {
    return [
      {
        tier: TrafficTier.EDGE,
        title: `Certificate of ${this.domainName}`,
        healthy: 'it holds for more than 30 days',
        metrics: [this.metricDaysToExpiry({ label: 'Days' })],
        region: EDGE_REGION,
      },
    ];
  }

  /** No log queries: the certificate writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Days until the certificate expires: the minimum over one day by default, in us-east-1, where ACM publishes it.
   * @param props metric options: period, statistic, label
   */
  public metricDaysToExpiry(props?: MetricOptions): Metric {
    // The CDK takes the minimum, whatever statistic it is given.
    return this.reference.metricDaysToExpiry(props).with({ statistic: props?.statistic, region: EDGE_REGION });
  }

  /**
   * Sets what happens to the certificate when it is removed from the app. A replaced one is always retained.
   * @param policy removal policy
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    const resource = this.certificate.node.defaultChild as CfnCertificate;
    resource.applyRemovalPolicy(policy, { applyToUpdateReplacePolicy: false });
  }
}
