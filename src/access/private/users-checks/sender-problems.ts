import { Token } from 'aws-cdk-lib';
import { isDomainName, isInZone } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { TEXT, Type } from '../../../core/private/checks/types';
import type { SesSenderOptions } from '../../email-sender';

/** Types of the options. */
export const SENDER_TYPES: Record<keyof SesSenderOptions, Type> = {
  ...{ fromEmail: TEXT, fromName: TEXT, identity: TEXT, sesRegion: TEXT, replyTo: TEXT, configurationSetName: TEXT },
};

/** The identity of SES that a sender has: by default the domain of its address. */
export function identityOf({ fromEmail, identity }: SesSenderOptions): string {
  return identity ?? fromEmail.slice(fromEmail.indexOf('@') + 1);
}

/** What Amazon Cognito or SES would refuse minutes into the deployment, or with the first email. */
export function senderProblems(options: SesSenderOptions): Array<Problem | undefined> {
  const { fromName, sesRegion, configurationSetName } = options;
  return [
    addressProblem('fromEmail', options.fromEmail),
    addressProblem('replyTo', options.replyTo),
    isLate(options.fromEmail) || isAddress(options.fromEmail) ? identityProblem(options) : undefined,
    problemIf(fromName !== undefined && !/^(?=.*\S)[\x20-\x7e]{1,64}$/.test(fromName.replace(/["<>\\]/g, '\n')), {
      code: 'email-sender/not-a-name',
      prop: 'fromName',
      value: fromName,
      allowed: 'must be 1 to 64 printable characters of ASCII, without quotes, backslashes and angle brackets',
      fix: 'write it like "Tracker"',
    }),
    problemIf(sesRegion !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(sesRegion), {
      code: 'email-sender/not-a-region',
      prop: 'sesRegion',
      value: sesRegion,
      allowed: 'must be a region of AWS',
      fix: 'write it like "eu-west-1", or leave it out for the region of the user pool',
    }),
    problemIf(configurationSetName !== undefined && !/^[\w-]{1,64}$/.test(configurationSetName), {
      code: 'email-sender/not-a-configuration-set',
      prop: 'configurationSetName',
      value: configurationSetName,
      allowed: 'must be the name of an SES configuration set: 1 to 64 letters, digits, underscores and hyphens',
      fix: 'write the name as SES shows it',
    }),
  ];
}

function addressProblem(prop: string, address: string | undefined): Problem | undefined {
  return problemIf(address !== undefined && !isAddress(address), {
    code: 'email-sender/not-an-address',
    prop,
    value: address,
    allowed: 'must be an email address alone',
    fix: 'write it like "login@tracker.example"; the name goes into `fromName`',
  });
}

/** SES signs for the addresses of a domain, and of the domains below it. */
function identityProblem(options: SesSenderOptions): Problem | undefined {
  const { fromEmail, identity } = options;
  if (identity === undefined || isLate(fromEmail) || isLate(identity)) {
    return undefined;
  }
  const domain = fromEmail.slice(fromEmail.indexOf('@') + 1);
  const fits = identity.includes('@') ? identity === fromEmail : isDomainName(identity) && isInZone(domain, identity);
  return problemIf(!fits, {
    code: 'email-sender/other-identity',
    prop: 'identity',
    value: identity,
    allowed: `must be ${fromEmail} itself, its domain, or one above that`,
    fix: `create an identity for "${domain}" in SES, and leave the option out`,
  });
}

function isAddress(address: string): boolean {
  const [, domain] = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]+)$/.exec(address) ?? [];
  return domain !== undefined && isDomainName(domain);
}

function isLate(value: unknown): boolean {
  return Token.isUnresolved(value);
}
