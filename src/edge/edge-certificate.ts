import { CfnDeletionPolicy, RemovalPolicy, Resource, Stack, Stage } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  CfnCertificate,
  ICertificate,
  KeyAlgorithm,
} from 'aws-cdk-lib/aws-certificatemanager';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { aws_certificatemanager } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { namesOf, nameProblems } from './private/certificate-names';
import { zoneFor, zoneProblems, importZoneInto } from './private/validation-zones';
import { throwOnProblems } from '../core/private/checks/problems';
import { certificateAlarm } from '../core/private/resources/certificate-alarm';
import { EDGE_REGION, edgeStackOf } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { resolveStable, weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining an `EdgeCertificate`. */
export interface EdgeCertificateProps {
  /** The first name on the certificate, such as `app.example.com` or `*.example.com`, at most 64 characters long. */
  readonly domainName: string;

  /** The public hosted zone that holds the name and gets ACM's validation record. */
  readonly zone: IHostedZone;

  /**
   * Further names on the certificate.
   * @default - `domainName` alone
   */
  readonly alternativeNames?: string[];

  /**
   * Further zones, for alternative names that are not in `zone`. Each name is validated in the zone nearest to it.
   * @default - every name is in `zone`
   */
  readonly additionalZones?: IHostedZone[];

  /**
   * The algorithm of the key. CloudFront takes RSA of 2048 bits and ECDSA of the curve P-256.
   * @default KeyAlgorithm.RSA_2048
   */
  readonly keyAlgorithm?: KeyAlgorithm;

  /**
   * States that the parent domain points at the zones that this app makes with CDK's own `PublicHostedZone`.
   * Without delegation ACM waits, and the deployment with it. `BankDns` states it for its own zone, and an imported
   * zone needs no statement.
   * @default false
   */
  readonly zoneIsDelegated?: boolean;

  /**
   * The stack in us-east-1 that holds the certificate, if the app has one already.
   * @default - the certificate's own stack where it is in us-east-1, else its twin `<stack>-edge`
   */
  readonly edgeStack?: Stack;
}

/**
 * A TLS certificate that CloudFront can use, whatever the region of the stack.
 *
 * CloudFront reads certificates from us-east-1 alone. Where the stack is elsewhere, the certificate lies in a twin of
 * the stack there, and its ARN is handed over by `Fn::GetStackOutput`: no Lambda, no custom resource, no export.
 * Whoever uses it is deployed after it, and gets the new one when it is replaced.
 */
export class EdgeCertificate extends Resource implements ICertificate, IMonitored {
  /** The ARN, for stacks of the same account and Stage in any region. */
  public readonly certificateArn: string;

  /** The certificate itself, in `edgeStack`. */
  public readonly certificate: Certificate;

  /** The stack in us-east-1 that holds the certificate. */
  public readonly edgeStack: Stack;

  private readonly domainName: string;
  private readonly reference: ICertificate;

  constructor(scope: Construct, id: string, props: EdgeCertificateProps) {
    super(scope, id, { region: EDGE_REGION });
    const zones = [props.zone, ...(props.additionalZones ?? [])];
    throwOnProblems(this, ...nameProblems(props, zones));
    this.edgeStack = edgeStackOf(this, props.edgeStack);
    throwOnProblems(this, ...zoneProblems(this, props, zones, this.edgeStack));
    const [domainName, ...alternativeNames] = namesOf(props);

    const home = this.edgeStack === Stack.of(this) ? this : placeIn(this.edgeStack, this);
    const zoneByName = Object.fromEntries(
      [domainName, ...alternativeNames].map((name) => [name, importZoneInto(home, zoneFor(name, zones)!)]),
    );
    this.certificate = new Certificate(home, 'Certificate', {
      domainName,
      subjectAlternativeNames: alternativeNames.length > 0 ? alternativeNames : undefined,
      validation: CertificateValidation.fromDnsMultiZone(zoneByName),
      keyAlgorithm: props.keyAlgorithm,
    });

    // The old certificate is in use until the distribution, which is deployed later, has taken the new one.
    const resource = this.certificate.node.defaultChild as CfnCertificate;
    resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;

    this.domainName = domainName;
    this.certificateArn = weakReference({
      producer: this.edgeStack,
      name: 'CertificateArn',
      value: this.certificate.certificateArn,
      identity: () => whatItStandsFor(resource),
    });
    this.reference = Certificate.fromCertificateArn(this, 'Reference', this.certificateArn);
  }

  /** The certificate as CloudFormation's own interfaces take it. */
  public get certificateRef(): aws_certificatemanager.CertificateReference {
    return this.reference.certificateRef; // its fields differ between versions of the CDK
  }

  /** The alarm on a certificate that ACM fails to renew. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [certificateAlarm(this.metricDaysToExpiry(), this.domainName, EDGE_REGION)];
  }

  /** How long it still holds. */
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

  /** None: it writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /** Days until the certificate expires: the minimum over one day, in us-east-1, where ACM publishes it. */
  public metricDaysToExpiry(props?: MetricOptions): Metric {
    return this.reference.metricDaysToExpiry(props).with({ region: EDGE_REGION });
  }

  /** Decides what happens to the certificate when it leaves the app. A replaced one is always kept. */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    const resource = this.certificate.node.defaultChild as CfnCertificate;
    resource.applyRemovalPolicy(policy, { applyToUpdateReplacePolicy: false });
  }
}

/** A place in the edge stack that no other construct can claim, not even one of another stack that shares it. */
function placeIn(edgeStack: Stack, source: Construct): Construct {
  const home = topLevelStack(source);
  const path = source.node.path.slice(home.node.path.length + 1);
  const isTwin = edgeStack.node.scope === home;
  return new Construct(isTwin ? edgeStack : placeOf(edgeStack, pathInStage(home)), path);
}

function placeOf(edgeStack: Stack, id: string): Construct {
  return (edgeStack.node.tryFindChild(id) as Construct | undefined) ?? new Construct(edgeStack, id);
}

function pathInStage(stack: Stack): string {
  const stage = Stage.of(stack)!.node.path;
  return stage === '' ? stack.node.path : stack.node.path.slice(stage.length + 1);
}

/**
 * ACM certificates do not change: every property but the tags makes a new one, and so does another logical id. As
 * rendered, so that what a team overrides counts too.
 */
function whatItStandsFor(resource: CfnCertificate): unknown {
  const { Resources } = resolveStable(Stack.of(resource), resource._toCloudFormation());
  return Object.entries<any>(Resources).map(([logicalId, { Properties }]) => [logicalId, { ...Properties, Tags: [] }]);
}
