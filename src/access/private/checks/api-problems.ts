import { Stack, Token } from 'aws-cdk-lib';
import { mutualTlsProblems } from './mutual-tls-problems';
import { nameProblems } from './name-problems';
import { placeProblem } from './place-problems';
import { quotaProblem, retentionProblem, timeoutProblem, USUAL_QUOTA } from './time-problems';
import { DURATION, KEY } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, instance, NUMBER, OPTIONS, TEXT, typeProblems } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import { domainProblems } from '../../../core/private/formats/api-domain-problems';
import { WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';
import { otherClientAddress, unfitRegionalWebAcl } from '../../../core/private/stacks/web-acl';
import { ApiExposure } from '../../../service';
import type { MachineApiProps } from '../../machine-api';
import { exposureProblems } from '../machine/exposure';

const API_DOMAIN = instance('an ApiDomain', 'redirectFrom');

/** Types of the props. */
export const MACHINE_API_TYPES = {
  domain: API_DOMAIN,
  authorizer: instance('a MachineAuthorizer', 'resultsCacheTtl'),
  quota: OPTIONS,
  throttle: OPTIONS,
  basePath: TEXT,
  integrationTimeout: DURATION,
  integrationTimeoutQuota: DURATION,
  exposure: instance('an ApiExposure', 'isPublic'),
  webAclArn: WEB_ACL_ARN,
  mutualTls: OPTIONS,
  accountLogging: BOOLEAN,
  logRetention: DURATION,
  logEncryptionKey: KEY,
  removalPolicy: TEXT,
};

/** Problems that API Gateway, ACM or AWS WAF would report during the deployment. */
export function machineApiProblems(stack: Stack, props: MachineApiProps): Array<Problem | undefined> {
  const { domain, exposure = ApiExposure.internet(), mutualTls, integrationTimeoutQuota, logRetention } = props;
  const quotaSeconds = quotaSecondsOf(props);
  return [
    ...nameProblems('domain', domain),
    props.authorizer.handler && placeProblem(stack, 'authorizer', props.authorizer.handler),
    ...domainProblems(stack, domain),
    ...exposureProblems(exposure),
    ...(mutualTls ? mutualTlsProblems(stack, props, exposure) : []),
    integrationTimeoutQuota && quotaProblem(integrationTimeoutQuota),
    props.integrationTimeout && timeoutProblem('integrationTimeout', props.integrationTimeout, quotaSeconds),
    logRetention && retentionProblem(logRetention),
    basePathProblem(props.basePath),
    webAclProblem(stack, props.webAclArn),
    clientAddressProblem(stack, props.webAclArn, exposure.clientAddressHeader),
    ...rateProblems('quota', props.quota),
    ...rateProblems('throttle', props.throttle),
  ];
}

/** The longest that an integration may take in the account. */
export function quotaSecondsOf({ integrationTimeoutQuota: quota }: MachineApiProps): number {
  return quota === undefined || quota.isUnresolved() ? USUAL_QUOTA : quota.toSeconds({ integral: false });
}

function basePathProblem(basePath: string | undefined): Problem | undefined {
  return problemIf(
    basePath !== undefined && !Token.isUnresolved(basePath) && !/^[\w$.+!*'()-]{1,300}$/.test(basePath),
    {
      code: 'machine-api/not-a-base-path',
      prop: 'basePath',
      value: basePath,
      allowed: 'must be one part of a path, of letters, digits and "$-_.+!*\'()", without slashes',
      fix: 'write it like "api"',
    },
  );
}

function webAclProblem(stack: Stack, webAclArn: string | undefined): Problem | undefined {
  const unfit = unfitRegionalWebAcl(stack, webAclArn);
  return problemIf(unfit !== undefined, {
    code: 'machine-api/not-a-regional-web-acl',
    prop: 'webAclArn',
    value: unfit,
    allowed: "must be a web ACL of scope REGIONAL, in the stack's own account and region",
    fix: 'pass `webAclArn` of an EdgeFirewall with FirewallScope.REGIONAL',
  });
}

/** By the addresses of a CDN a rate limit takes all clients for a few. */
function clientAddressProblem(stack: Stack, webAclArn?: string, header?: string): Problem | undefined {
  const isGiven = webAclArn !== undefined && header !== undefined;
  const other = isGiven ? otherClientAddress(stack, webAclArn, header) : undefined;
  return problemIf(other !== undefined, {
    code: 'machine-api/web-acl-of-another-header',
    prop: 'webAclArn',
    value: other,
    allowed: `must know clients by ${header}, as 'exposure' does: every request comes from an address of the CDN, and the rate limit would block all clients at once`,
    fix: `pass clientAddressHeader: '${header}' to the EdgeFirewall`,
  });
}

interface Rates {
  readonly requestsPerSecond?: number;
  readonly burst?: number;
  readonly requestsPerDay?: number;
}

/** Numbers of a quota or a throttle. */
function rateProblems(prop: 'quota' | 'throttle', rates: Rates | undefined): Array<Problem | undefined> {
  const types = { requestsPerSecond: NUMBER, burst: NUMBER, requestsPerDay: NUMBER };
  const { requestsPerSecond, burst, requestsPerDay } = rates ?? {};
  const wrong = (name: string, value: number | undefined, isRight: (it: number) => boolean, allowed: string) =>
    problemIf(typeof value === 'number' && !Token.isUnresolved(value) && !isRight(value), {
      code: 'machine-api/not-a-rate',
      prop: `${prop}.${name}`,
      value,
      allowed,
      fix: 'pass such a number',
    });
  return [
    ...typeProblems(rates ?? {}, types, `${prop}.`),
    wrong('requestsPerSecond', requestsPerSecond, (it) => it > 0 && it <= 10_000, 'must be above 0, and at most 10000'),
    wrong('burst', burst, (it) => isWhole(it, 1, 10_000), 'must be a whole number from 1 to 10000'),
    wrong(
      'requestsPerDay',
      requestsPerDay,
      (it) => isWhole(it, 1, 2_147_483_647),
      'must be a whole number, 1 at least',
    ),
  ];
}
