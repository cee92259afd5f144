import { ImagesStack } from '../../../../src/bank/private/stacks/images-stack';
import { bankApp, configOf, readBank } from '../../../support/bank';
import { resourcesOf } from '../../../support/cloud';

test('RB5a the repository of the image is made, and stays', () => {
  const [repository, ...others] = resourcesOf(new ImagesStack(bankApp(), 'images', configOf()), 'AWS::ECR::Repository');

  expect(others).toEqual([]);
  expect(repository.Properties.RepositoryName).toBe('rl-bank-api');
  expect(repository.DeletionPolicy).toMatch(/^Retain/);
});

test('RB24 a repository that exists has no stack, which would be invalid without resources', () => {
  const { templates, plan } = readBank({ 'adopt.repository': true });
  const lines = plan.data.order.flatMap((it: { lines: string[] }) => it.lines);

  expect(Object.keys(templates)).toEqual(Object.keys(readBank().templates).filter((place) => place !== 'images'));
  expect(Object.values(templates).filter((text) => JSON.parse(text).Resources === undefined)).toEqual([]);
  expect(templates.api).toContain('rl-bank-api:live');
  expect(lines).toContain('npx cdk deploy Bank/cache Bank/settings');
  expect(lines.join()).not.toContain('Bank/images');
});

test('RB24 no other stack changes between a repository of the bank and one that exists', () => {
  const { images, 'deploy-roles': reader, ...others } = readBank().templates;
  const { 'deploy-roles': adopting, ...same } = readBank({ 'adopt.repository': true }).templates;

  expect(same).toEqual(others);
  expect(images).toContain('AWS::ECR::Repository');
  expect(reader).toContain(adopting.split('prd-rl-bank-deploy-roles/*')[0]); // the role of `cdk diff` reads one stack less
});
