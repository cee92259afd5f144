import * as fc from 'fast-check';
import { deployRoles, files } from './example-roles';
import { breachesOf, subjectsOf, tokenOf } from './trust-claims';
import { trustMutantsOf } from '../../support/iam/mutations';
import { listOf } from '../../support/iam/policies';
import { canAssume } from '../../support/iam/trust';

jest.setTimeout(5 * 60_000);

const cases = deployRoles.map((role) => [role.name, role] as const);

// What their tables say is all that their trusts differ in, so one of them stands for all where much is tried.
const [first] = deployRoles;

test('the roles of CI are those that trust tokens, and all eight of them', () => {
  expect(cases).toHaveLength(8);
  expect(deployRoles.every((role) => subjectsOf(role).length === 2)).toBe(true);
});

test.each(cases)('%s has the trust of its table, in one statement', (name, role) => {
  const { provider, audience, subjects, repositoryId } = files.find((file) => file.role === name)!.trust!;
  const issuer = 'token.actions.githubusercontent.com';

  expect(listOf(role.trust.Statement)).toEqual([
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: audience,
          [`${issuer}:sub`]: subjects,
          [`${issuer}:repository_id`]: repositoryId,
        },
      },
    },
  ]);
});

test.each(cases)(
  '%s lets in the jobs of its repository and environment, in both formats, and no others',
  async (_, role) => {
    expect(await breachesOf(role)).toEqual([]);
  },
);

test('no subject that was made up is let in', async () => {
  const right = subjectsOf(first);
  const near = fc
    .tuple(fc.constantFrom(...right), fc.string({ maxLength: 3 }), fc.nat(80))
    .map(([subject, text, at]) => subject.slice(0, at) + text + subject.slice(at + (text.length % 2)));

  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.string()), async (sub) => {
      fc.pre(!right.includes(sub));
      expect(await canAssume(first, tokenOf(first, { sub }))).toBe(false);
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('every part of a trust, widened or broken in turn, is seen', async () => {
  const mutants = trustMutantsOf(first);
  const unseen: string[] = [];
  for (const { label, role } of mutants) {
    if ((await breachesOf(role, first)).length === 0) unseen.push(label);
  }

  expect(unseen).toEqual([]);
  expect(mutants.map(({ label }) => label)).toContain(
    'trust, statement 1: StringEquals of token.actions.githubusercontent.com:sub becomes StringLike "repo:rl-bank/*"',
  );
});
