import { Stack } from 'aws-cdk-lib';
import { newApp } from '../../support/cloud';
import { problemsWith } from '../../support/site';

const problemsOf = (publisherArns: string[], stack?: Stack) => problemsWith({ customerKey: { publisherArns } }, stack);

test('a key that nobody could publish with is refused', () => {
  expect(problemsOf([])).toEqual([['site/no-publisher', 'customerKey.publisherArns', []]]);
});

test.each([
  ...['publish', 'arn:aws:iam::222222222222:role/publish', 'arn:aws:iam::111111111111:role/pub-*'],
  ...['arn:aws:iam::111111111111:user/publish', 'arn:aws:sts::111111111111:assumed-role/publish/session'],
])('`customerKey.publisherArns` refuses "%s", which could never match', (arn) => {
  expect(problemsOf([arn])).toEqual([['site/not-a-publisher', 'customerKey.publisherArns', arn]]);
});

test('a role in a folder is taken, and any account where the stack states none', () => {
  expect(problemsOf(['arn:aws:iam::111111111111:role/rl-bank/publish'])).toEqual([]);
  expect(problemsOf(['arn:aws:iam::222222222222:role/publish'], new Stack(newApp(), 'Web'))).toEqual([]);
});
