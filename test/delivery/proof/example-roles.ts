import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exampleApp } from '../../support/example';
import { arnsOf, CaseFile, differs, readCases } from '../../support/iam/cases';
import { catalogue } from '../../support/iam/catalogue';
import { isAllowed } from '../../support/iam/decide';
import { mutantsOf } from '../../support/iam/mutations';
import { ANYTHING, RolePolicies, rolesIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

const CASES = join(__dirname, '../cases');

/** The tables, one for each role of the example; those of other apps are in folders. */
const tables = readdirSync(CASES).filter((name) => name.endsWith('.json'));
export const files: CaseFile[] = tables.map((name) => readCases(join(CASES, name)));

/** Everything that examples/rl-bank would deploy, and all that its roles are tried on. */
export const world = World.of(exampleApp());
export const roles: RolePolicies[] = rolesIn(world);
export const universe = universeOf(world, { arns: files.flatMap(arnsOf) });

export function roleNamed(name: string): RolePolicies {
  return roles.find((role) => role.name === name)!;
}

/** The roles of CI: those with a name of ours. */
export const deployRoles = roles.filter(({ name }) => /^prd-rl-bank-[a-z-]+$/.test(name));

/** Every action of IAM that is of a role. */
async function ofRoles(): Promise<string[]> {
  const ofIam = (await catalogue()).filter(({ action }) => action.startsWith('iam:'));
  return ofIam
    .filter(({ resources }) => resources.some(({ pattern }) => pattern.includes(':role/')))
    .map(({ action }) => action);
}

/** What the role could do to itself if a policy that allows everything were attached to it. */
export async function changesToItself(role: RolePolicies): Promise<string[]> {
  const identity = [...role.identity, { name: 'attached later', policy: ANYTHING }];
  const asked = (await ofRoles()).map(async (action) => {
    const request = { principal: role.arn, action, resource: role.arn, account: role.account };
    return { action, allowed: await isAllowed({ ...request, identity, boundary: role.boundary }) };
  });
  return (await Promise.all(asked)).filter(({ allowed }) => allowed).map(({ action }) => action);
}

/** Mutants that are the same role in other words. */
const SAME: Array<{ mutant: RegExp; reason: string }> = [
  { mutant: /acm:DomainNames becomes .*IfExists$/, reason: 'the key has to be there by a condition of its own' },
];

/** What could be changed for the worse in a role without the proof turning red; and how much was tried. */
export async function unseenMutants(file: CaseFile): Promise<{ tried: number; unseen: string[] }> {
  const mutants = await mutantsOf(roleNamed(file.role));
  const unseen: string[] = [];
  for (const { label, role } of mutants) {
    const isSeen = (await differs(role, file, universe)) || (await changesToItself(role)).length > 0;
    if (!isSeen && !SAME.some(({ mutant }) => mutant.test(label))) {
      unseen.push(label);
    }
  }
  return { tried: mutants.length, unseen };
}
