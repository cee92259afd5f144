import { Lazy } from 'aws-cdk-lib';
import { ImageSigning, ImageSigningProps } from '../../../../src/service';
import { isSigned } from '../../../../src/service/private/signing/signing-parts';
import { workloadStack } from '../../../support/cloud';

const RULE = {
  signingProfileArn: 'arn:aws:signer:ap-southeast-1:111111111111:/signing-profiles/acme_portal',
  repositories: ['acme-portal-prod/*'],
};
const MANY = Array.from({ length: 101 }, (_, index) => `acme/${index}`);
const signingWith = (props: Partial<Record<keyof ImageSigningProps, unknown>>) =>
  new ImageSigning(workloadStack(), 'Signing', { repositories: ['acme/*'], ...props } as ImageSigningProps);

test.each<[code: string, prop: string, props: Partial<Record<keyof ImageSigningProps, unknown>>, shown: unknown]>([
  ['props/missing', 'repositories', { repositories: undefined }, undefined],
  ['props/wrong-type', 'repositories', { repositories: 'acme/*' }, 'acme/*'],
  ['props/wrong-type', 'otherRules', { otherRules: [RULE.signingProfileArn] }, [RULE.signingProfileArn]],
  ['props/wrong-type', 'configurationExists', { configurationExists: 'no' }, 'no'],
  ['props/missing', 'repositories', { otherRules: [{ ...RULE, repositories: undefined }] }, undefined],
  ['image-signing/filters', 'repositories', { repositories: [] }, []],
  ['image-signing/filters', 'repositories', { repositories: ['acme/*', 'acme/*'] }, ['acme/*', 'acme/*']],
  ['image-signing/filters', 'repositories', { repositories: MANY }, '101 filters'],
  ['image-signing/not-a-filter', 'repositories', { repositories: ['Acme/*'] }, 'Acme/*'],
  ['image-signing/not-a-filter', 'repositories', { repositories: ['acme/'] }, 'acme/'],
  ['image-signing/not-a-filter', 'repositories', { repositories: ['a'.repeat(257)] }, 'a'.repeat(257)],
  ['image-signing/not-a-filter', 'repositories', { repositories: [Lazy.string({ produce: () => 'a' })] }, 'a token'],
  ['image-signing/filters', 'otherRules[0].repositories', { otherRules: [{ ...RULE, repositories: [] }] }, []],
  [
    ...(['image-signing/not-a-profile', 'otherRules[0].signingProfileArn'] as const),
    ...([{ otherRules: [{ ...RULE, signingProfileArn: 'acme_portal' }] }, 'acme_portal'] as const),
  ],
  ['image-signing/too-many-rules', 'otherRules', { otherRules: Array(10).fill(RULE) }, '10 rules'],
  [
    ...(['image-signing/rules-without-configuration', 'otherRules'] as const),
    ...([{ otherRules: [RULE], configurationExists: true }, [RULE.signingProfileArn]] as const),
  ],
])('%s: %s', (code, prop, props, shown) => {
  expect(() => signingWith(props)).toThrowProblem(code, prop, shown);
});

test.each([
  [['acme-crm-prod/*'], 'acme-crm-prod/api', true],
  [['acme-crm-prod/*'], 'acme-crm-prod-2/api', false],
  [['acme-crm-prod/*'], 'other/acme-crm-prod/api', false],
  [['*/api', 'web'], 'web', true],
  [['a.b/*'], 'axb/api', false],
  [['web'], 'web-2', false],
])('filters %j sign %s: %s, as ECR matches them', (filters, name, is) => {
  expect(isSigned(filters, name)).toBe(is);
});
