import { Stack } from 'aws-cdk-lib';
import { newApp } from '../../support/cloud';
import { problemsWith } from '../../support/site';

const problemsOf = (publisherArns: string[], stack?: Stack) => problemsWith({ customerKey: { publisherArns } }, stack);

test('a key that nobody could publish with is refused', () => {
  expect(problemsOf([])).toEqual([
    `'customerKey.publisherArns' is [], but must list at least one role, since only the key policy lets publishers use the key: add the ARN of the role that publishes [site/nobody-may-publish]`,
  ]);
});

test.each([
  ...['publish', 'arn:aws:iam::222222222222:role/publish', 'arn:aws:iam::111111111111:role/pub-*'],
  ...['arn:aws:iam::111111111111:user/publish', 'arn:aws:sts::111111111111:assumed-role/publish/session'],
])('"%s" could never match, and is refused', (arn) => {
  expect(problemsOf([arn])).toEqual([
    `'customerKey.publisherArns' is "${arn}", but must be the ARN of a role in account 111111111111: write the ARN of the role, like "arn:aws:iam::111111111111:role/publish", without wildcards [site/not-a-publisher]`,
  ]);
});

test('a role in a folder is taken, and any account where the stack states none', () => {
  expect(problemsOf(['arn:aws:iam::111111111111:role/rl-bank/publish'])).toEqual([]);
  expect(problemsOf(['arn:aws:iam::222222222222:role/publish'], new Stack(newApp(), 'Web'))).toEqual([]);
});
