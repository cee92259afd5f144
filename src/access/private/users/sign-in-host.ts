import { Stack } from 'aws-cdk-lib';
import { ManagedLoginVersion, UserPool, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { EdgeCertificate } from '../../../edge';
import { AliasTarget } from '../../../network';
import type { SignInDomain } from '../../sign-in-domain';

/** The domain of a user pool. */
export interface SignInHost {
  /** URL without a path. */
  readonly url: string;
  readonly domain: UserPoolDomain;
  /** Certificate that is created for it, `undefined` if it has one or needs none. */
  readonly certificate: EdgeCertificate | undefined;
}

/** Creates the domain with its certificate and its record. */
export function signInHostFor(scope: Construct, userPool: UserPool, given: SignInDomain): SignInHost {
  const managedLoginVersion = ManagedLoginVersion.NEWER_MANAGED_LOGIN;
  const { name: domainName, dns } = given;
  if (!given.isCustom) {
    const domain = new UserPoolDomain(scope, 'Domain', {
      userPool,
      managedLoginVersion,
      cognitoDomain: { domainPrefix: domainName },
    });
    return {
      url: `https://${domainName}.auth.${Stack.of(scope).region}.amazoncognito.com`,
      domain,
      certificate: undefined,
    };
  }
  const created = given.certificate
    ? undefined
    : new EdgeCertificate(scope, 'Certificate', { domainName, zone: dns!.zone });
  const domain = new UserPoolDomain(scope, 'Domain', {
    userPool,
    managedLoginVersion,
    customDomain: { domainName, certificate: created ?? given.certificate! },
  });
  if (dns) {
    dns.addAlias(domainName, AliasTarget.of(domain, new DistributionOfDomain(domain)));
  }
  return { url: `https://${domainName}`, domain, certificate: created };
}

/** The CDK's own target is a custom resource with a Lambda function, unless the app has a feature flag. */
class DistributionOfDomain {
  constructor(private readonly domain: UserPoolDomain) {}

  public bind() {
    const { cloudFrontEndpoint } = this.domain;
    return { dnsName: cloudFrontEndpoint, hostedZoneId: CloudFrontTarget.getHostedZoneId(this.domain) };
  }
}
