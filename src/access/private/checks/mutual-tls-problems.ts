import { Stack, Token } from 'aws-cdk-lib';
import { nameProblems } from './name-problems';
import { BUCKET } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { instance, TEXT, typeProblems } from '../../../core/private/checks/types';
import { domainProblems } from '../../../core/private/formats/api-domain-problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ApiExposure } from '../../../service';
import type { MachineApiProps } from '../../machine-api';

/** Problems of the host with mutual TLS. */
export function mutualTlsProblems(
  stack: Stack,
  { domain: main, mutualTls }: MachineApiProps,
  exposure: ApiExposure,
): Array<Problem | undefined> {
  const { domain, truststoreBucket, truststoreKey, truststoreVersion } = mutualTls!;
  const missing = [
    requiredTypeProblem('mutualTls.domain', domain, instance('an ApiDomain', 'redirectFrom')),
    requiredTypeProblem('mutualTls.truststoreBucket', truststoreBucket, BUCKET),
    requiredTypeProblem('mutualTls.truststoreKey', truststoreKey, TEXT),
    ...typeProblems({ truststoreVersion }, { truststoreVersion: TEXT }, 'mutualTls.'),
  ].filter((problem) => problem !== undefined);
  if (missing.length > 0) {
    return missing;
  }
  return [
    ...nameProblems('mutualTls.domain', domain),
    ...domainProblems(stack, domain),
    problemIf(domain.name === main.name, {
      code: 'machine-api/one-name-with-mutual-tls',
      prop: 'mutualTls.domain.name',
      value: domain.name,
      allowed: 'must be another name than that of the API, on which clients present no certificate',
      fix: 'write it like "partner.tracker.example"',
    }),
    problemIf(domain.isBehindCloudFront, {
      code: 'machine-api/mutual-tls-behind-cloudfront',
      prop: 'mutualTls.domain',
      value: domain.name,
      allowed: 'cannot lead to CloudFront, which passes on no client certificates',
      fix: 'use ApiDomain.inZone(…)',
    }),
    problemIf(exposure.clientAddressHeader !== undefined, {
      code: 'machine-api/mutual-tls-behind-cdn',
      prop: 'mutualTls',
      value: domain.name,
      allowed:
        'cannot be beside `ApiExposure.externalEdge(…)`: the API admits the CDN alone, which passes on no client certificates',
      fix: 'make a second MachineApi for clients with certificates',
    }),
    problemIf(!Token.isUnresolved(truststoreKey) && (truststoreKey === '' || truststoreKey.startsWith('/')), {
      code: 'machine-api/not-a-truststore-key',
      prop: 'mutualTls.truststoreKey',
      value: truststoreKey,
      allowed: 'must be the key of an object, without a slash at its begin',
      fix: 'write it like "partners.pem"',
    }),
    problemIf(areDifferent(truststoreBucket.env.region, stack.region), {
      code: 'machine-api/truststore-elsewhere',
      prop: 'mutualTls.truststoreBucket',
      value: truststoreBucket.node.path,
      allowed: `must be in the region of the API, ${stack.region}, and not in ${truststoreBucket.env.region}`,
      fix: 'pass a bucket of that region',
    }),
  ];
}
