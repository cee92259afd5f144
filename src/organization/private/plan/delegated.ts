import { Stack } from 'aws-cdk-lib';
import { inputsOf } from './inputs';
import { accountLabel, Landscape, ofType, orNothing, placeOf } from './landscape';
import { inRegions, oncePerRegion } from './regions';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { propertiesOf, readableText } from '../../../core/private/plan/template-reader';

interface Delegation {
  readonly service: string;
  readonly to: string;
  readonly how: string;
  readonly region?: string;
}

/** Properties with the account that a type delegates to, and the service. */
const TYPES: Record<string, [service: string, property: string]> = {
  'AWS::SecurityHub::DelegatedAdmin': ['AWS Security Hub', 'AdminAccountId'],
  'AWS::GuardDuty::OrganizationAdmin': ['Amazon GuardDuty', 'AdminAccountId'],
  'AWS::FMS::AdminAccount': ['AWS Firewall Manager', 'AdminAccount'],
};

/** What accounts other than the management account administer for the organization, by resources and by commands. */
export function delegatedSection(landscape: Landscape): PlanSection {
  const byResource = Object.entries(TYPES).flatMap(([type, [service, property]]) =>
    ofType(landscape, type).map((resource) => {
      const id = readableText(Stack.of(resource), propertiesOf(resource)[property]);
      const [to, { region }] = [accountLabel(landscape, id), Stack.of(resource)];
      return { service, to, how: `${type} in ${placeOf(landscape, resource)}`, region };
    }),
  );
  const all = oncePerRegion(
    [...byResource, ...byCommand(landscape)],
    ({ service, to, how }) => `${service} to ${to}, by ${how}`,
  );
  return {
    key: 'delegated',
    title: 'What is delegated by the management account',
    lines: orNothing(all.map(({ text, regions }) => `${text}${inRegions(regions)}`)),
    data: all.map(({ of: { service, to, how }, regions }) => ({ service, to, how, regions })),
  };
}

function byCommand(landscape: Landscape): Delegation[] {
  return inputsOf(landscape).flatMap(({ command }) => {
    const isDelegation =
      /(register-delegated-administrator|enable-organization-admin-account|register-organization-delegated-admin)\b/;
    const [, id] = /--(?:account-id|admin-account-id|member-account-id)[ =](\d{12})/.exec(command) ?? [];
    const [, principal] = /--service-principal[ =](\S+)/.exec(command) ?? [];
    const service = principal ?? command.split(' ')[1];
    const [, region] = /--region[ =](\S+)/.exec(command) ?? [];
    const to = id === undefined ? 'an account of the command' : accountLabel(landscape, id);
    return isDelegation.test(command) ? [{ service, to, how: 'a command below', region }] : [];
  });
}
