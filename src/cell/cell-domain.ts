import { Token } from 'aws-cdk-lib';
import { HubZoneOptions } from './hub-zone-options';
import { domainProblem } from './private/domain-problem';
import { hubProblems, hubTypeProblems } from './private/hub-problems';
import type { PlacedDomain } from './private/placed-domain';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { OPTIONS, TEXT } from '../core/private/checks/types';
import { HostedZoneSource } from '../network';

/**
 * The domain of a cell: its app is at `app.<domain>`, its API at `api.<domain>`, and no name of another cell is below it.
 *
 * @example
 * import { CellDomain } from 'rl-bank-constructs/cell';
 *
 * const inZone = CellDomain.inZone('acme.example', 'Z0123456789ABCDEFGHIJ');
 * // acme-crm-prod.platform.example, for the production of acme-crm
 * const ofHub = CellDomain.subdomainOf('platform.example', {
 *   hubZoneId: 'Z0123456789ABCDEFGHIJ',
 *   hubAccount: '222222222222',
 * });
 */
export class CellDomain {
  /**
   * The domain of a Route 53 hosted zone in the account of the cell, which its parent points at.
   * @param domain domain of the zone, such as `acme.example`
   * @param hostedZoneId id of the zone
   */
  public static inZone(domain: string, hostedZoneId: string): CellDomain {
    const place = 'CellDomain.inZone';
    requireArgument(place, 'domain', domain, TEXT);
    requireArgument(place, 'hostedZoneId', hostedZoneId, TEXT);
    throwOnProblems(place, domainProblem(domain, Token.isUnresolved(domain)));
    const zone = HostedZoneSource.fromHostedZoneId(hostedZoneId);
    return new CellDomain(() => ({ domainName: normalizeDomainName(domain), zone }));
  }

  /**
   * A domain below one whose zone is in an account of the network team. The cell gets a hosted zone of its own, and a stack
   * `hub` in that account writes the record that leads to it. Certificates come after it.
   * @param parent domain of the zone in that account, such as `platform.example`
   * @param options where that zone is
   */
  public static subdomainOf(parent: string, options: HubZoneOptions): CellDomain {
    const place = 'CellDomain.subdomainOf';
    requireArgument(place, 'parent', parent, TEXT);
    requireArgument(place, 'options', options, OPTIONS);
    requireProps(place, options, { hubZoneId: true, hubAccount: true });
    throwOnProblems(place, ...hubTypeProblems(options));
    throwOnProblems(place, domainProblem(parent, Token.isUnresolved(parent), 'parent'), ...hubProblems(options));
    return new CellDomain((cellName) => ({
      domainName: `${options.label ?? cellName}.${normalizeDomainName(parent)}`,
      // The stack of the record is deployed before any certificate is asked for.
      zone: HostedZoneSource.newZone({ delegated: true }),
      hub: options,
    }));
  }

  private constructor(
    /**
     * The domain of the cell of a name.
     * @internal
     */
    public readonly _of: (cellName: string) => PlacedDomain,
  ) {}
}
