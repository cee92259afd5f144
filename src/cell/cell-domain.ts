import { Token } from 'aws-cdk-lib';
import { domainProblem } from './private/domain-problem';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { TEXT } from '../core/private/checks/types';
import { HostedZoneSource } from '../network';

/**
 * The domain of a cell: its app is at `app.<domain>`, its API at `api.<domain>`, and no name of another cell is below it.
 *
 * @example
 * import { CellDomain } from 'rl-bank-constructs/cell';
 *
 * const domain = CellDomain.inZone('acme.example', 'Z0123456789ABCDEFGHIJ');
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
    return new CellDomain(normalizeDomainName(domain), HostedZoneSource.fromHostedZoneId(hostedZoneId));
  }

  private constructor(
    /** Domain, such as `acme.example`. */
    public readonly domainName: string,
    /**
     * Where its zone is.
     * @internal
     */
    public readonly _zone: HostedZoneSource,
  ) {}
}
