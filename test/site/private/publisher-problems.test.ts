import { Stack } from 'aws-cdk-lib';
import { newApp, workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

const attempt = (publisherArns: string[], stack: Stack = workloadStack()) => {
  return expect(() => siteIn(stack, { customerKey: { publisherArns } }));
};

test('a key that nobody could publish with is refused', () => {
  attempt([]).toThrow(
    `'customerKey.publisherArns' is [], but publishing needs the key, and the role of a publisher has no KMS action of its own: name the ARN of the role that publishes [site/nobody-may-publish at Web/Site]`,
  );
});

test.each([
  'publish',
  'arn:aws:iam::222222222222:role/publish',
  'arn:aws:iam::111111111111:role/pub-*',
  'arn:aws:iam::111111111111:user/publish',
  'arn:aws:sts::111111111111:assumed-role/publish/session',
])('"%s" could never match, and is refused', (arn) => {
  attempt([arn]).toThrow(
    `'customerKey.publisherArns' is "${arn}", but the key takes roles of the account 111111111111, letter by letter: write the ARN of the role, like "arn:aws:iam::111111111111:role/publish", without wildcards [site/not-a-publisher at Web/Site]`,
  );
});

test('a role in a folder is taken, and any account where the stack states none', () => {
  attempt(['arn:aws:iam::111111111111:role/rl-bank/publish']).not.toThrow();
  attempt(['arn:aws:iam::222222222222:role/publish'], new Stack(newApp(), 'Web')).not.toThrow();
});
