import * as fc from 'fast-check';
import { deployRoles, files } from './example-roles';

import { breachesOf, PROVIDER, subjectsOf } from './trust-claims';
import { trustMutantsOf } from '../../support/iam/mutations';
import { listOf, RolePolicies } from '../../support/iam/policies';
import { canAssume } from '../../support/iam/trust';

jest.setTimeout(5 * 60_000);

const cases = deployRoles.map((role) => [role.name, role] as const);

test('the roles of CI are those that trust tokens, and all eight of them', () => {
  expect(cases).toHaveLength(8);
  expect(deployRoles.every((role) => subjectsOf(role).length === 2)).toBe(true);
});

test.each(cases)('%s trusts whom its table says, in one statement', (name, role) => {
  const { provider, audience, subjects } = files.find((file) => file.role === name)!.trust!;
  const issuer = 'token.actions.githubusercontent.com';

  expect(listOf(role.trust.Statement)).toEqual([
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects } },
    },
  ]);
});

test.each(cases)(
  '%s lets in the jobs of its repository and environment, in both spellings, and nobody else',
  async (_, role) => {
    expect(await breachesOf(role)).toEqual([]);
  },
);

test.each(cases)('%s lets in no subject that was made up', async (_, role) => {
  const right = subjectsOf(role);
  const near = fc
    .tuple(fc.constantFrom(...right), fc.string({ maxLength: 3 }), fc.nat(80))
    .map(([subject, text, at]) => {
      return subject.slice(0, at) + text + subject.slice(at + fc.sample(fc.nat(2), 1)[0]);
    });

  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.string()), async (sub) => {
      fc.pre(!right.includes(sub));
      expect(await canAssume(role, { principal: PROVIDER, claims: { sub, aud: 'sts.amazonaws.com' } })).toBe(false);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test.each(cases)(
  'every part of the trust of %s, made worse in turn, lets somebody in or the right ones not',
  async (_, role) => {
    const all: Array<{ label: string; role: RolePolicies }> = trustMutantsOf(role);
    const unseen: string[] = [];
    for (const mutant of all) {
      if ((await breachesOf(mutant.role, subjectsOf(role))).length === 0) {
        unseen.push(mutant.label);
      }
    }

    expect(unseen).toEqual([]);
    expect(all.length).toBeGreaterThan(3);
  },
);
