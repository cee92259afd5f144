import { Duration, Stack } from 'aws-cdk-lib';
import { ImageRepositoryProps } from '../../../../src/service';
import {
  imageRepositoryProblems,
  imageUriProblems,
  versionProblems,
} from '../../../../src/service/private/image/image-repository-problems';
import { IMAGE, saidBy, testRules } from '../../../support/api';
import { newApp, workloadStack } from '../../../support/cloud';

const DIGEST = `sha256:${'0'.repeat(64)}`;
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
    code: 'image/tag-of-a-commit',
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
    prop: 'nextTag',
    code: 'image/next-tag-without-tag',
    refused: [true],
    taken: [false],
    props: (nextTag) => ({ image: IMAGE.replace(':live', `@${DIGEST}`), nextTag }),
  },
  {
    prop: 'nextTag',
    code: 'image/next-tag-too-long',
    refused: ['a'.repeat(124)],
    taken: ['a'.repeat(123)],
    props: (tag) => ({ image: IMAGE.replace('live', tag), nextTag: true }),
    shown: (tag) => `${tag}-next`,
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

testRules(imageUriProblems, [
  {
    title: 'RB5b the URI of an image',
    prop: 'image',
    code: 'image/not-an-image',
    refused: ['nginx:latest'],
    taken: [IMAGE, elsewhere(['222222222222', 'eu-west-1'])],
    props: (image) => image,
  },
]);

testRules(versionProblems, [
  {
    title: '`tag` and `digest`',
    prop: 'options',
    code: 'image/tag-or-digest',
    refused: [{}, { tag: 'live', digest: DIGEST }],
    taken: [{ tag: 'live' }, { digest: DIGEST }],
    props: (options) => options,
  },
  { prop: 'tag', code: 'image/not-a-tag', refused: ['', '-live', 'a:b', 'a'.repeat(129)], taken: ['live', 'a.b-c_1'] },
  { prop: 'tag', code: 'image/tag-of-a-commit', refused: ['sha-abc1234'] },
  {
    prop: 'nextTag',
    code: 'image/next-tag-without-tag',
    refused: [true],
    props: (nextTag) => ({ digest: DIGEST, nextTag }),
  },
  { prop: 'digest', code: 'image/not-a-digest', refused: ['sha256:0', DIGEST.slice(7)] },
]);

test('RB5b an image elsewhere is taken where only CloudFormation knows the place of the stack', () => {
  const image = elsewhere(['222222222222', 'eu-west-1']);

  expect(saidBy((props) => imageRepositoryProblems(new Stack(newApp(), 'Agnostic'), props), { image })).toEqual([]);
});
