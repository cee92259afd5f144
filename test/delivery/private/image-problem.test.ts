import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { imageProblem } from '../../../src/delivery/private/image-problem';
import { ImageRepository } from '../../../src/service';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { saidOf } from '../../support/problems';

test('an image whose URI is a token is in the account of its repository, not of the reference', () => {
  const app = newApp();
  const others = new Stack(app, 'Others', { env: { ...WORKLOAD, account: '222222222222' } });
  const repository = new Repository(others, 'Repository');
  const image = ImageRepository.fromRepository(workloadStack(app), 'Image', repository, { tag: 'live' });
  const problemsIn = (account: string) => {
    return saidOf([imageProblem(new Stack(app, `Of${account}`, { env: { ...WORKLOAD, account } }), image)]);
  };

  expect(problemsIn('222222222222')).toEqual([]);
  expect(problemsIn('111111111111')).toEqual([['delivery/in-other-account', 'image', 'Web/Image']]);
});
