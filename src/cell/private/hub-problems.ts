import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { TEXT, typeProblems } from '../../core/private/checks/types';
import { literalOrUndefined, matches } from '../../core/private/checks/values';
import { ACCOUNT_ID, REGION } from '../../core/private/formats/environment';
import { isHostedZoneId } from '../../core/private/formats/hosted-zone-id';
import type { HubZoneOptions } from '../hub-zone-options';

/** What plain JavaScript and other languages may pass in another type. */
export function hubTypeProblems(options: HubZoneOptions): Array<Problem | undefined> {
  return typeProblems(options, { hubZoneId: TEXT, hubAccount: TEXT, hubRegion: TEXT, label: TEXT });
}

/** What the stack in the account of the hub cannot be made from. */
export function hubProblems({ hubZoneId, hubAccount, hubRegion, label }: HubZoneOptions): Array<Problem | undefined> {
  return [
    problemIf(!isHostedZoneId(hubZoneId), {
      code: 'cell/hub-zone',
      prop: 'hubZoneId',
      value: shown(hubZoneId),
      allowed: 'must be a Z and up to 31 capital letters and digits, known at synthesis',
      fix: 'copy the id from the zone of the parent domain, without "/hostedzone/" before it',
    }),
    problemIf(!matches(ACCOUNT_ID, literalOrUndefined(hubAccount)), {
      code: 'cell/hub-account',
      prop: 'hubAccount',
      value: shown(hubAccount),
      allowed: 'must be the 12 digits of an account, known at synthesis: a stack is deployed there',
      fix: 'copy the number of the account that has the zone of the parent domain, as text',
    }),
    problemIf(hubRegion !== undefined && !matches(REGION, literalOrUndefined(hubRegion)), {
      code: 'cell/hub-region',
      prop: 'hubRegion',
      value: shown(hubRegion),
      allowed: 'must be a region that is known at synthesis, such as us-east-1: a stack is deployed there',
      fix: 'write the region out, or leave it out for that of the cell',
    }),
    problemIf(label !== undefined && !matches(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/, label), {
      code: 'cell/label',
      prop: 'label',
      value: shown(label),
      allowed: 'must be one label of a domain: lowercase letters, digits and hyphens, known at synthesis',
      fix: 'write a label without dots, such as acme',
    }),
  ];
}

/** A token is no text that a reader knows. */
function shown(value: string | undefined): string | undefined {
  return Token.isUnresolved(value) ? 'a token' : value;
}
