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
    title: 'RB5b image',
    prop: 'image',
    code: 'image/not-an-image',
    says: 'it has to be the full address of an image in ECR, with a tag or a digest: write it like "111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live"',
    refused: ['nginx:latest'],
    taken: [IMAGE],
  },
  {
    title: 'RB5b an image that only CloudFormation knows',
    prop: 'image',
    code: 'image/late-image',
    says: 'account, region, repository and tag are read from it here: write the address out',
    refused: [IMAGE.replace('111111111111', new Stack().account)],
    shown: () => 'a value that only CloudFormation knows',
  },
  {
    title: 'RB5b without a statement, the place of an image',
    prop: 'image',
    code: 'image/elsewhere',
    says: ([account, region]) =>
      `it is in account ${account} and region ${region}, and Web in 111111111111 and ap-southeast-1: take an image of the stack's own account and region, or state it by 'imageIsElsewhere'`,
    refused: [
      ['222222222222', 'ap-southeast-1'],
      ['111111111111', 'eu-west-1'],
    ],
    props: (place) => ({ image: elsewhere(place) }),
    shown: elsewhere,
  },
  {
    title: 'RB5c the channel',
    prop: 'image',
    code: 'image/channel-of-a-commit',
    says: 'tags that begin with "sha-" name one commit for ever, and this one would move: name a channel, such as "live"',
    refused: [IMAGE.replace(':live', ':sha-abc1234')],
    taken: [IMAGE.replace(':live', ':sharp')],
  },
  {
    title: 'the name of a repository',
    prop: 'image',
    code: 'image/repository-name',
    says: 'ECR takes 2 to 256 characters in the name of a repository: choose another name',
    refused: ['a', 'a'.repeat(257)],
    taken: ['ab', 'a'.repeat(256)],
    props: (name) => ({ image: inRepository(name) }),
  },
  {
    ...retention,
    code: 'image/retention-too-short',
    says: 'ECR counts from the push, and an image that is younger than 14 days may still be rolled back to: keep them for 14 days or longer',
    refused: [312],
    taken: [336],
    props: (hours) => ({ untaggedRetention: Duration.hours(hours) }),
  },
  {
    ...retention,
    code: 'image/retention-in-days',
    says: 'ECR counts in whole days: give whole days',
    refused: [340],
    props: (hours) => ({ untaggedRetention: Duration.hours(hours) }),
  },
]);

test('RB5b an image elsewhere is taken if that is stated, and where only CloudFormation knows the place', () => {
  const image = elsewhere(['222222222222', 'eu-west-1']);

  expect(saidBy(problems, { image, imageIsElsewhere: true })).toBeUndefined();
  expect(saidBy((props) => imageRepositoryProblems(new Stack(newApp(), 'Agnostic'), props), { image })).toBeUndefined();
});
