import { Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { isDomainName, normalizeDomainName } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { certificateRegion } from '../../../core/private/stacks/certificate-region';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { areDifferent } from '../../../core/private/stacks/stack-of';

/** A prefix that Amazon Cognito refuses. */
export function prefixProblem(prefix: string): Problem | undefined {
  const isPrefix = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(prefix) && !/aws|amazon|cognito/.test(prefix);
  return problemIf(!isPrefix, {
    code: 'sign-in-domain/not-a-prefix',
    prop: 'prefix',
    value: prefix,
    allowed:
      'must be 1 to 63 lower-case letters, digits and inner hyphens, and cannot contain "aws", "amazon" and "cognito"',
    fix: 'write it like "tracker-prd"',
  });
}

/** A name that Amazon Cognito refuses: it takes 63 characters in all, and no top-level domain. */
export function domainNameProblem(name: string, rootDomain?: string): Problem | undefined {
  if (Token.isUnresolved(name)) {
    return undefined;
  }
  const full = normalizeDomainName(name);
  const isTop = full.split('.').length < 3 || full === rootDomain;
  return problemIf(!isDomainName(full) || /[*_]/.test(full) || full.length > 63 || isTop, {
    code: 'sign-in-domain/not-a-name',
    prop: 'name',
    value: name,
    allowed:
      'must be a name below another one that has an A record, of 63 characters at most, without scheme, wildcard and underscore',
    fix: 'write it like "login.tracker.example"',
  });
}

/** Amazon Cognito serves the domain by CloudFront. */
export function certificateProblem(certificate: ICertificate | undefined): Problem | undefined {
  const region = certificate && certificateRegion(certificate);
  return problemIf(region !== undefined && areDifferent(region, EDGE_REGION), {
    code: 'user-directory/certificate-elsewhere',
    prop: 'domain',
    value: `a certificate in ${region}`,
    allowed: `must have a certificate in ${EDGE_REGION}`,
    fix: 'pass an EdgeCertificate, or leave the certificate out for a name in a Route 53 zone',
  });
}
