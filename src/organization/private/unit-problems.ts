import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';

/** Levels of organizational units below the root: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MOST_LEVELS = 5;

// On the root, so that two copies of this package in one app share them.
const LEVELS = Symbol.for('rl-bank-constructs.organizational-unit-levels');

/** The problem of an id of an organizational unit. */
export function unitIdProblem(id: string): Problem | undefined {
  return problemIf(!/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(id), {
    code: 'organizational-unit/id-invalid',
    prop: 'organizationalUnitId',
    value: id,
    allowed: 'must be an id such as ou-ab12-c3d4e5f6',
    fix: 'copy it from `aws organizations list-organizational-units-for-parent`',
  });
}

/** The problems of a new organizational unit, which is registered below its parent. */
export function unitProblems(unit: IConstruct, name: string, parentId: string): Array<Problem | undefined> {
  const level = levelBelow(unit, parentId);
  const before = Token.isUnresolved(name) ? undefined : claimUnique(unit, ['unit', parentId, name], unit);
  return [
    problemIf(!/^[^\s](.{0,126}[^\s])?$/.test(name), {
      code: 'organizational-unit/name-invalid',
      prop: 'organizationalUnitName',
      value: name,
      allowed: 'must have 1 to 128 characters, without a space at either end',
      fix: "write a name such as 'Workloads'",
    }),
    problemIf(before !== undefined, {
      code: 'organizational-unit/name-taken',
      prop: 'organizationalUnitName',
      value: name,
      allowed: `must be unique below its parent, and ${before} has it already`,
      fix: 'rename one of the two',
    }),
    problemIf(level > MOST_LEVELS, {
      code: 'organizational-unit/too-deep',
      prop: 'parent',
      value: `level ${level} below the root`,
      allowed: `AWS Organizations takes ${MOST_LEVELS} levels of organizational units`,
      fix: 'move it to a parent that is nearer to the root',
    }),
  ];
}

/** Remembers how far from the root a unit is. */
export function rememberLevel(unit: IConstruct, id: string, parentId: string): void {
  levelsOf(unit).set(id, levelBelow(unit, parentId));
}

/** The level below a parent. An imported unit counts as one below the root: it is at least that. */
function levelBelow(unit: IConstruct, parentId: string): number {
  return (levelsOf(unit).get(parentId) ?? (parentId.startsWith('ou-') ? 1 : 0)) + 1;
}

function levelsOf(scope: IConstruct): Map<string, number> {
  const root = scope.node.root as { [LEVELS]?: Map<string, number> };
  return (root[LEVELS] ??= new Map());
}
