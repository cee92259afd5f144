import { Stack, Token } from 'aws-cdk-lib';
import { KEY } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ServiceConnectTlsOptions } from '../../service-connect-tls-options';

const AUTHORITY = /^arn:aws[\w-]*:acm-pca:([a-z0-9-]+):\d{12}:certificate-authority\/[\w-]+$/;

/** Types of the properties of `tls`. */
export function tlsTypeProblems(tls: ServiceConnectTlsOptions | undefined): Array<Problem | undefined> {
  return tls === undefined
    ? []
    : [
        requiredTypeProblem('tls.certificateAuthorityArn', tls.certificateAuthorityArn, TEXT),
        ...typeProblems(tls, { encryptionKey: KEY }, 'tls.'),
      ];
}

/** Problems of the certificate authority, which ECS would report when it starts the first task. */
export function tlsProblems({ region }: Stack, tls: ServiceConnectTlsOptions | undefined): Array<Problem | undefined> {
  const arn = tls?.certificateAuthorityArn;
  if (arn === undefined || Token.isUnresolved(arn)) {
    return [];
  }
  const about = { prop: 'tls.certificateAuthorityArn', value: arn };
  const elsewhere = AUTHORITY.exec(arn)?.[1];
  return [
    problemIf(elsewhere === undefined, {
      ...about,
      code: 'internal-service/not-a-certificate-authority',
      allowed: 'must be the ARN of a certificate authority of AWS Private CA',
      fix: 'copy it from `aws acm-pca list-certificate-authorities`',
    }),
    problemIf(elsewhere !== undefined && areDifferent(elsewhere, region), {
      ...about,
      code: 'internal-service/certificate-authority-elsewhere',
      allowed: `must be in the region of the service, ${region}, and not in ${elsewhere}`,
      fix: 'pass an authority of that region, such as a subordinate one',
    }),
  ];
}
