import { ImagesStack } from '../../../../src/bank/private/stacks/images-stack';
import { bankApp, configOf } from '../../../support/bank';
import { resourcesOf } from '../../../support/cloud';

test('RB5a the repository of the image is made, and stays', () => {
  const [repository, ...others] = resourcesOf(new ImagesStack(bankApp(), 'images', configOf()), 'AWS::ECR::Repository');

  expect(others).toEqual([]);
  expect(repository.Properties.RepositoryName).toBe('rl-bank-api');
  expect(repository.DeletionPolicy).toMatch(/^Retain/);
});

test('RB24 a repository that exists is not made', () => {
  const stack = new ImagesStack(bankApp(), 'images', configOf({ 'adopt.repository': true }));

  expect(resourcesOf(stack, 'AWS::ECR::Repository')).toEqual([]);
  expect(stack.image.repositoryUri).toContain('rl-bank-api');
});
