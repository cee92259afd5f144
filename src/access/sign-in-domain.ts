import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { domainNameProblem, prefixProblem } from './private/users-checks/domain-problems';
import { CERTIFICATE } from '../core/private/checks/cdk-types';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT } from '../core/private/checks/types';
import { IBankDns } from '../network';

/** Options for a sign-in domain in a Route 53 zone. */
export interface SignInZoneOptions {
  /**
   * Certificate with the name, in us-east-1.
   * @default - an `EdgeCertificate` is created
   */
  readonly certificate?: ICertificate;
}

/**
 * Domain of the pages and endpoints of Amazon Cognito: managed login, the token endpoint, and those that SAML providers call.
 * A login service of your own that calls Cognito's API needs none.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
 * @example
 * import { SignInDomain } from 'rl-bank-constructs/access';
 *
 * const domain = SignInDomain.prefix('tracker-prd'); // https://tracker-prd.auth.<region>.amazoncognito.com
 */
export class SignInDomain {
  /**
   * A domain of Amazon Cognito. Prefixes are unique in a region over all accounts of AWS.
   * @param prefix its first label, without `aws`, `amazon` and `cognito`
   */
  public static prefix(prefix: string): SignInDomain {
    requireArgument('SignInDomain.prefix', 'prefix', prefix, TEXT);
    throwOnProblems('SignInDomain.prefix', prefixProblem(prefix));
    return new SignInDomain(prefix, false);
  }

  /**
   * A name in a Route 53 zone, with its alias record. The name above it must have an A record before the deployment, or Amazon
   * Cognito refuses it: for `login.tracker.example` that is `tracker.example`.
   * @param dns the zone
   * @param name the full name, which is not that of the zone
   * @param options a certificate that exists
   */
  public static inZone(dns: IBankDns, name: string, options: SignInZoneOptions = {}): SignInDomain {
    requireArgument('SignInDomain.inZone', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('SignInDomain.inZone', 'name', name, TEXT);
    requireTypes('SignInDomain.inZone', options, { certificate: CERTIFICATE });
    throwOnProblems('SignInDomain.inZone', domainNameProblem(name, dns.rootDomain));
    return new SignInDomain(normalizeDomainName(name), true, dns, options.certificate);
  }

  /**
   * A name at another DNS provider: create its CNAME record there, to `signInAliasTarget`. The name above it must have an A
   * record before the deployment.
   * @param name the full name
   * @param certificate a certificate with the name, in us-east-1
   */
  public static outsideRoute53(name: string, certificate: ICertificate): SignInDomain {
    requireArgument('SignInDomain.outsideRoute53', 'name', name, TEXT);
    requireArgument('SignInDomain.outsideRoute53', 'certificate', certificate, CERTIFICATE);
    throwOnProblems('SignInDomain.outsideRoute53', domainNameProblem(name));
    return new SignInDomain(normalizeDomainName(name), true, undefined, certificate);
  }

  private constructor(
    /** Full name, or the prefix of a domain of Amazon Cognito. */
    public readonly name: string,
    /** Whether it is a name of yours, and no prefix. */
    public readonly isCustom: boolean,
    /** Zone of the name, `undefined` outside of Route 53. */
    public readonly dns?: IBankDns,
    /** Certificate, `undefined` where one is created. */
    public readonly certificate?: ICertificate,
  ) {}
}
