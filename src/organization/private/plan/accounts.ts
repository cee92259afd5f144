import { IConstruct } from 'constructs';
import { Landscape, shownId } from './landscape';
import { PlanSection } from '../../../core/private/plan/plan-section';

/** Units with their accounts, below the root. */
export function accountsSection(landscape: Landscape): PlanSection {
  const { managementAccountId, rootIds, accounts, units } = landscape;
  const roots = units.filter((unit) => parentOf(landscape, unit.organizationalUnitId) === undefined);
  const management = managementAccountId ?? 'the account of the stack with the organization';
  return {
    key: 'accounts',
    title: 'Accounts and organizational units',
    lines: [
      `Root${rootIds.map((id) => ` ${shownId(id)}`).join(',')}`,
      `  management ${management}: no workload, and no service control policy limits it`,
      ...roots.flatMap(({ organizationalUnitId }) => linesOf(landscape, organizationalUnitId, '  ')),
      '',
      'Not shown: units, accounts and policies of the organization that this app does not name.',
    ],
    data: accounts.map(({ accountName, accountId, organizationalUnit }) => ({
      accountName,
      accountId: shownId(accountId),
      organizationalUnit: pathOf(landscape, organizationalUnit.organizationalUnitId),
    })),
  };
}

function linesOf(landscape: Landscape, unitId: string, indent: string): string[] {
  const { accounts, units } = landscape;
  const own = accounts.filter(({ organizationalUnit }) => organizationalUnit.organizationalUnitId === unitId);
  const below = units.filter((unit) => parentOf(landscape, unit.organizationalUnitId) === unitId);
  return [
    `${indent}${nameOf(landscape, unitId)}${own.length + below.length > 0 ? '' : ': no account yet'}`,
    ...own.map(({ accountName, accountId }) => `${indent}  ${accountName} ${shownId(accountId)}`),
    ...below.flatMap(({ organizationalUnitId }) => linesOf(landscape, organizationalUnitId, `${indent}  `)),
  ];
}

/** Id of the unit that a unit is in; `undefined` below the root. */
export function parentOf({ units }: Landscape, unitId: string): string | undefined {
  const unit: IConstruct | undefined = units.find(({ organizationalUnitId }) => organizationalUnitId === unitId);
  const { parentId } = (unit?.node.defaultChild ?? {}) as { parentId?: string };
  return units.some(({ organizationalUnitId }) => organizationalUnitId === parentId) ? parentId : undefined;
}

/** Names of a unit and of those above it, the uppermost first. */
export function pathOf(landscape: Landscape, unitId: string): string {
  const parent = parentOf(landscape, unitId);
  const name = nameOf(landscape, unitId);
  return parent === undefined ? name : `${pathOf(landscape, parent)}/${name}`;
}

function nameOf({ units }: Landscape, unitId: string): string {
  return (
    units.find(({ organizationalUnitId }) => organizationalUnitId === unitId)?.organizationalUnitName ?? shownId(unitId)
  );
}
