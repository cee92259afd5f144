import { Stack } from 'aws-cdk-lib';
import { ofType } from './access';
import { inputsOf } from './inputs';
import { accountLabel, byText, Landscape, placeOf } from './landscape';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { propertiesOf, readableText } from '../../../core/private/plan/template-reader';

interface Delegation {
  readonly service: string;
  readonly to: string;
  readonly how: string;
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
      return { service, to: accountLabel(landscape, id), how: `${type} in ${placeOf(landscape, resource)}` };
    }),
  );
  const all = [...byResource, ...byCommand(landscape)].sort(byText(({ service, to }) => `${service} ${to}`));
  return {
    key: 'delegated',
    title: 'What is delegated by the management account',
    lines: all.length > 0 ? all.map(({ service, to, how }) => `${service} to ${to}, by ${how}`) : ['nothing'],
    data: all,
  };
}

function byCommand(landscape: Landscape): Delegation[] {
  return inputsOf(landscape).flatMap(({ command }) => {
    const isDelegation =
      /(register-delegated-administrator|enable-organization-admin-account|register-delegated-admin)\b/;
    const [, id] = /--(?:account-id|admin-account-id|delegated-admin-account-id)[ =](\d{12})/.exec(command) ?? [];
    const [, principal] = /--service-principal[ =](\S+)/.exec(command) ?? [];
    const service = principal ?? command.split(' ')[1];
    const to = id === undefined ? 'an account of the command' : accountLabel(landscape, id);
    return isDelegation.test(command) ? [{ service, to, how: 'a command below' }] : [];
  });
}
