import { Duration, Stack } from 'aws-cdk-lib';
import { ContainerImageChannel, ContainerImageChannelProps } from '../../../src/service';
import { newApp, workloadStack } from '../../support/cloud';

const image = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
const attempt = (props: Partial<ContainerImageChannelProps>, stack: Stack = workloadStack()) => {
  return expect(() => new ContainerImageChannel(stack, 'Image', { image, ...props }));
};

test('RB5b what is no image in ECR is refused', () => {
  attempt({ image: 'nginx:latest' }).toThrow(
    `'image' is "nginx:latest", but it has to be the full address of an image in ECR, with a tag or a digest: write it like "111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live" [image/not-an-image at Web/Image]`,
  );
});

test.each([
  ['222222222222', 'ap-southeast-1'],
  ['111111111111', 'eu-west-1'],
])('RB5b an image of account %s in %s is refused unless that is stated', (account, region) => {
  const elsewhere = `${account}.dkr.ecr.${region}.amazonaws.com/rl-bank-api:live`;

  attempt({ image: elsewhere }).toThrow(
    `'image' is "${elsewhere}", but it is in account ${account} and region ${region}, and Web in 111111111111 and ap-southeast-1: take an image of the stack's own account and region, or state it by 'imageIsElsewhere' [image/elsewhere at Web/Image]`,
  );
  attempt({ image: elsewhere, imageIsElsewhere: true }).not.toThrow();
  attempt({ image: elsewhere }, new Stack(newApp(), 'Agnostic')).not.toThrow();
});

test('a name that ECR would refuse is refused', () => {
  attempt({ image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/a:live' }).toThrow(
    `'image' is "a", but ECR takes 2 to 256 characters in the name of a repository: choose another name [image/repository-name at Web/Image]`,
  );
});

test.each([
  [
    Duration.days(13),
    `'untaggedRetention' is "312 hours", but ECR counts from the push, and an image that is younger than 14 days may still be rolled back to: keep them for 14 days or longer [image/retention-too-short at Web/Image]`,
  ],
  [
    Duration.hours(340),
    `'untaggedRetention' is "340 hours", but ECR counts in whole days: give whole days [image/retention-in-days at Web/Image]`,
  ],
])('a retention of %s is refused', (untaggedRetention, message) => {
  attempt({ untaggedRetention }).toThrow(message);
});

test('RB5c the tag of one commit is no channel', () => {
  attempt({ image: image.replace(':live', ':sha-abc1234') }).toThrow(
    `but tags that begin with "sha-" name one commit for ever, and this one would move: name a channel, such as "live" [image/channel-of-a-commit at Web/Image]`,
  );
});

test('RB5b an image that only CloudFormation knows is refused', () => {
  attempt({ image: `${new Stack().account}.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live` }).toThrow(
    `'image' is "a value that only CloudFormation knows", but account, region, repository and tag are read from it here: write the address out [image/late-image at Web/Image]`,
  );
});
