import { Construct } from 'constructs';
import type { INetworkHub } from '../../i-network-hub';
import type { NetworkHubAttributes } from '../../network-hub-attributes';

/** A hub by its ids. */
export class ImportedHub extends Construct implements INetworkHub {
  public readonly transitGatewayId: string;
  public readonly spokeRouteTableId: string;
  public readonly hubRouteTableId: string;
  public readonly spokeRanges: string[];
  public readonly hubAccount: string;
  public readonly hubRegion: string;

  constructor(scope: Construct, id: string, attributes: NetworkHubAttributes) {
    super(scope, id);
    this.transitGatewayId = attributes.transitGatewayId;
    this.spokeRouteTableId = attributes.spokeRouteTableId;
    this.hubRouteTableId = attributes.hubRouteTableId;
    this.spokeRanges = [...new Set(attributes.spokeRanges)].sort();
    this.hubAccount = attributes.hubAccount;
    this.hubRegion = attributes.hubRegion;
  }
}
