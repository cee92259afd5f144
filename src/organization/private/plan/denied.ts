import { parentOf, pathOf } from './accounts';
import { Landscape } from './landscape';
import { PlanSection } from '../../../core/private/plan/plan-section';

interface Denial {
  readonly sentence: string;
  readonly policyName: string;
  /** Where the policy is attached: the unit itself, or what is above it. */
  readonly from: string;
}

/** What service control policies deny, by unit and by account, and where they do not reach. */
export function deniedSection(landscape: Landscape): PlanSection {
  const { units, accounts, managementAccountId } = landscape;
  const byUnit = units.map(({ organizationalUnitId }) => ({
    target: pathOf(landscape, organizationalUnitId),
    denials: denialsOf(landscape, organizationalUnitId),
  }));
  const byAccount = accounts
    .map(({ accountName, accountId }) => ({
      target: `account ${accountName}`,
      denials: ownDenials(landscape, accountId),
    }))
    .filter(({ denials }) => denials.length > 0);
  const free = byUnit.filter(({ denials }) => denials.length === 0).map(({ target }) => target);
  return {
    key: 'denied',
    title: 'What no principal can do, root users and administrators of member accounts included',
    lines: [
      ...grouped([...byUnit, ...byAccount]),
      'Service control policies do not reach:',
      `- the management account${managementAccountId ? ` ${managementAccountId}` : ''}, its root user and its roles`,
      '- service-linked roles, by which services of AWS act in an account',
      '- principals of other organizations: policies of resources say what these may do',
      ...(free.length > 0 ? [`- ${free.join(', ')}: no policy is attached there or above`] : []),
    ],
    data: [...byUnit, ...byAccount],
  };
}

/** Units with the same denials are one paragraph. */
function grouped(all: Array<{ target: string; denials: Denial[] }>): string[] {
  const groups = new Map<string, { targets: string[]; denials: Denial[] }>();
  for (const { target, denials } of all.filter((it) => it.denials.length > 0)) {
    const key = JSON.stringify(denials.map(({ sentence, policyName }) => [sentence, policyName]));
    groups.set(key, { denials, targets: [...(groups.get(key)?.targets ?? []), target] });
  }
  return [...groups.values()].flatMap(({ targets, denials }) => [
    `In ${targets.join(', ')}`,
    ...denials.map(({ sentence, policyName }) => `- ${sentence} (${policyName})`),
    '',
  ]);
}

/** Own denials and those of everything above: a policy limits all that is below its target. */
function denialsOf(landscape: Landscape, unitId: string | undefined): Denial[] {
  if (unitId === undefined) return landscape.rootIds.flatMap((rootId) => ownDenials(landscape, rootId));
  return [...denialsOf(landscape, parentOf(landscape, unitId)), ...ownDenials(landscape, unitId)];
}

function ownDenials({ policies }: Landscape, targetId: string): Denial[] {
  return policies.flatMap(({ policyName, controls, targets }) => {
    const from = targets.find(({ policyTargetId }) => policyTargetId === targetId)?.policyTargetName;
    return from === undefined ? [] : controls.map(({ description }) => ({ sentence: description, policyName, from }));
  });
}
