import { Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { imageProblem } from '../../../src/delivery/private/image-problem';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { saidOf } from '../../support/problems';

test('an image whose URI is a token is in the account of its construct', () => {
  const app = newApp();
  const repositoryUri = Lazy.string({ produce: () => 'rl-bank-api' });
  const image: any = Object.assign(new Construct(workloadStack(app), 'Image'), { repositoryUri });
  const problemsIn = (account: string) => {
    return saidOf([imageProblem(new Stack(app, `Of${account}`, { env: { ...WORKLOAD, account } }), image)]);
  };

  expect(problemsIn('111111111111')).toEqual([]);
  expect(problemsIn('222222222222')).toEqual([['delivery/in-other-account', 'image', 'Web/Image']]);
});
