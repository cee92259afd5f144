import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnCustomerGateway, CfnVPNConnection } from 'aws-cdk-lib/aws-ec2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { INetworkHub } from './i-network-hub';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { attachmentInput, onPremisesProblems, routesOnPremises } from './private/hub/on-premises';
import { vpnAlarms, vpnGraphs, vpnLogQueries, vpnMetric } from './private/hub/vpn-alarms';
import { deviceProblem } from './private/hub/vpn-problems';
import { tunnelLogArn, tunnelLogs, tunnelOf } from './private/hub/vpn-tunnels';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';

/** Properties for defining a `SiteToSiteVpn`. */
export interface SiteToSiteVpnProps {
  /** Hub that the VPN ends at, of the account and region of the stack. */
  readonly hub: INetworkHub;

  /** Public IPv4 address of the device on-premises. Another one is another VPN connection, with other tunnels. */
  readonly deviceAddress: string;

  /** CIDR blocks on-premises that spokes reach: outside of the `spokeRanges` of the hub, and of one connection each. */
  readonly ranges: string[];

  /**
   * Id of the attachment of the VPN, such as `tgw-attach-0123456789abcdef0`. CloudFormation does not return it: deploy once,
   * and write down what the command of `pendingInputs` answers.
   * @default - not known yet: the VPN exists, and nothing reaches it
   */
  readonly attachmentId?: string;

  /**
   * Removal policy of the log group of the tunnels. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A VPN connection of a hub to a device on-premises: two tunnels with IKEv2, keys in Secrets Manager, and logs.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html
 * @example
 * import { NetworkHub, SiteToSiteVpn } from 'rl-bank-constructs/network';
 *
 * declare const hub: NetworkHub;
 *
 * new SiteToSiteVpn(this, 'Office', { hub, deviceAddress: '203.0.113.7', ranges: ['192.168.0.0/16'] });
 */
@propertyInjectable
export class SiteToSiteVpn extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.SiteToSiteVpn';

  /** Id of the VPN connection, in any stack of the account. */
  public readonly vpnConnectionId: string;

  /** Log group of both tunnels. */
  public readonly logGroup: ILogGroup;

  /** What is left to do: the attachment to write down, and the configuration of the device. */
  public readonly pendingInputs: PendingInput[];

  private readonly isUsed: boolean;

  constructor(scope: Construct, id: string, props: SiteToSiteVpnProps) {
    super(scope, id);
    requireProps(this, props, { hub: true, deviceAddress: true, ranges: true });
    requireTypes(this, props, {
      hub: instance('an INetworkHub', 'spokeRouteTableId'),
      ...{ deviceAddress: TEXT, ranges: TEXTS, attachmentId: TEXT },
    });
    const { hub, deviceAddress, attachmentId } = props;
    const onPremises = { hub, attachmentId, ranges: [...new Set(props.ranges)].sort() };
    throwOnProblems(this, deviceProblem(deviceAddress), ...onPremisesProblems(this, onPremises));

    this.isUsed = attachmentId !== undefined;
    const logs = tunnelLogs(this, removalPolicyOf(this, props.removalPolicy));
    this.logGroup = logs;
    const gateway = new CfnCustomerGateway(this, 'Device', {
      ...{ type: 'ipsec.1', ipAddress: deviceAddress },
      bgpAsn: 65000, // EC2 wants a number, and static routes do not use it
      tags: [{ key: 'Name', value: this.node.path }],
    });
    const connection = new CfnVPNConnection(this, 'Connection', {
      type: 'ipsec.1',
      customerGatewayId: gateway.ref,
      transitGatewayId: hub.transitGatewayId,
      staticRoutesOnly: true, // the routes of the hub are static, and a device that advertises others changes nothing
      preSharedKeyStorage: 'SecretsManager',
      vpnTunnelOptionsSpecifications: [tunnelOf(tunnelLogArn(logs)), tunnelOf(tunnelLogArn(logs))],
      tags: [{ key: 'Name', value: this.node.path }],
    });
    routesOnPremises(this, onPremises);
    this.vpnConnectionId = crossStackValue(connection, { name: 'VpnConnectionId', value: connection.ref });
    new CfnOutput(this, 'VpnConnectionId', { value: connection.ref });
    this.pendingInputs = [...(attachmentId ? [] : [attachmentInput(this, 'vpn', 'vpn-…')]), this.deviceInput()];
  }

  /** Alarms: `VpnDown` and `VpnTunnelDown`; none until `attachmentId` is given, since nothing depends on the VPN before. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return this.isUsed ? vpnAlarms(this, this.logGroupName) : [];
  }

  /** Graphs of the tunnels. */
  public get graphDefinitions(): GraphDefinition[] {
    return vpnGraphs(this);
  }

  /** A query to the logs of the tunnels. */
  public get logQueries(): LogQueryDefinition[] {
    return vpnLogQueries(this.logGroupName);
  }

  /**
   * State of the tunnels: 1 if both are up, 0 if both are down; the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricTunnelState(props?: MetricOptions): Metric {
    return vpnMetric(this.vpnConnectionId, 'TunnelState', { statistic: Stats.AVERAGE, ...props });
  }

  /**
   * Bytes received from the device: the sum over both tunnels.
   * @param props metric options: period, statistic, label, region
   */
  public metricBytesIn(props?: MetricOptions): Metric {
    return vpnMetric(this.vpnConnectionId, 'TunnelDataIn', { statistic: Stats.SUM, ...props });
  }

  /**
   * Bytes sent to the device: the sum over both tunnels.
   * @param props metric options: period, statistic, label, region
   */
  public metricBytesOut(props?: MetricOptions): Metric {
    return vpnMetric(this.vpnConnectionId, 'TunnelDataOut', { statistic: Stats.SUM, ...props });
  }

  private get logGroupName(): string {
    return crossStackValue(this.logGroup, { name: 'VpnLogGroupName', value: this.logGroup.logGroupName });
  }

  private deviceInput(): PendingInput {
    return {
      key: 'device',
      target: `the device of ${this.node.path}`,
      owner: 'a network engineer on-premises, after the first deployment',
      command:
        'aws ec2 get-vpn-connection-device-sample-configuration --vpn-connection-id vpn-… --vpn-connection-device-type-id … --internet-key-exchange-version ikev2',
      check: `aws ec2 describe-vpn-connections --vpn-connection-ids vpn-… --query 'VpnConnections[].VgwTelemetry[].Status' --output text # prints UP twice`,
    };
  }
}
