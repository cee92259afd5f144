import { Duration, Stack } from 'aws-cdk-lib';
import { ImageRepositoryProps } from '../../../../src/service';
import { imageRepositoryProblems } from '../../../../src/service/private/image/image-repository-problems';
import { IMAGE, saidBy, testRules } from '../../../support/api';
import { newApp, workloadStack } from '../../../support/cloud';

const stack = workloadStack();
const problems = (props: Partial<ImageRepositoryProps>) => imageRepositoryProblems(stack, { image: IMAGE, ...props });
const inRepository = (name: string) => IMAGE.replace('rl-bank-api', name);
const elsewhere = ([account, region]: string[]) => {
  return IMAGE.replace('111111111111', account).replace('ap-southeast-1', region);
};
const retention = { prop: 'untaggedRetention', shown: (hours: number) => `${hours} hours` };

testRules(problems, [
  {
    title: 'RB5b `image`',
    prop: 'image',
    code: 'image/not-an-image',
    refused: ['nginx:latest'],
    taken: [IMAGE],
  },
  {
    title: 'RB5b `image` that only CloudFormation knows',
    prop: 'image',
    code: 'image/late-image',
    refused: [IMAGE.replace('111111111111', new Stack().account)],
    shown: () => 'a value that only CloudFormation knows',
  },
  {
    title: 'RB5b without a statement, `image` elsewhere',
    prop: 'image',
    code: 'image/elsewhere',
    refused: [
      ['222222222222', 'ap-southeast-1'],
      ['111111111111', 'eu-west-1'],
    ],
    props: (place) => ({ image: elsewhere(place) }),
    shown: elsewhere,
  },
  {
    title: 'RB5c `image`, for its channel,',
    prop: 'image',
    code: 'image/channel-of-a-commit',
    refused: [IMAGE.replace(':live', ':sha-abc1234')],
    taken: [IMAGE.replace(':live', ':sharp')],
  },
  {
    title: '`image`, for the name of its repository,',
    prop: 'image',
    code: 'image/repository-name',
    refused: ['a', 'a'.repeat(257)],
    taken: ['ab', 'a'.repeat(256)],
    props: (name) => ({ image: inRepository(name) }),
  },
  {
    ...retention,
    code: 'image/retention-too-short',
    refused: [312],
    taken: [336],
    props: (hours) => ({ untaggedRetention: Duration.hours(hours) }),
  },
  {
    ...retention,
    code: 'image/retention-in-days',
    refused: [340],
    props: (hours) => ({ untaggedRetention: Duration.hours(hours) }),
  },
]);

test('RB5b an image elsewhere is taken if that is stated, and where only CloudFormation knows the place', () => {
  const image = elsewhere(['222222222222', 'eu-west-1']);

  expect(saidBy(problems, { image, imageIsElsewhere: true })).toEqual([]);
  expect(saidBy((props) => imageRepositoryProblems(new Stack(newApp(), 'Agnostic'), props), { image })).toEqual([]);
});
