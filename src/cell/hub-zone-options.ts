/** Options of a domain below a zone in another account: `CellDomain.subdomainOf`. */
export interface HubZoneOptions {
  /** Id of the hosted zone of the parent domain, such as `Z0123456789ABCDEFGHIJ`. */
  readonly hubZoneId: string;

  /** Account of that zone, which is bootstrapped for the CDK in the region of the cell. */
  readonly hubAccount: string;

  /**
   * Region of the stack in that account. Route 53 is in none: it is where the account is bootstrapped.
   * @default - the region of the cell
   */
  readonly hubRegion?: string;

  /**
   * First label of the domain of the cell.
   * @default - name of the cell: `acme-crm-prod` for the production of `acme-crm`
   */
  readonly label?: string;
}
