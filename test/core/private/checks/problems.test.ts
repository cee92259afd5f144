import { Lazy, Stack } from 'aws-cdk-lib';
import { Problem, problemIf, throwOnProblems } from '../../../../src/core/private/checks/problems';

const wrong: Problem = {
  code: 'house/too-many-doors',
  prop: 'doors',
  value: 7,
  allowed: 'a house has 3 at most',
  fix: 'wall some up',
};

test('tells one problem in one line: prop, value, what is allowed, what to do, code and place', () => {
  const stack = new Stack(undefined, 'Web');

  expect(() => throwOnProblems(stack, wrong)).toThrow(
    "'doors' is 7, but a house has 3 at most: wall some up [house/too-many-doors at Web]",
  );
});

test('tells all problems at once, the place in the first line', () => {
  const stack = new Stack(undefined, 'Web');

  expect(() => throwOnProblems(stack, wrong, { ...wrong, prop: 'roof', value: undefined })).toThrow(
    [
      '2 problems [house/too-many-doors at Web]:',
      "- 'doors' is 7, but a house has 3 at most: wall some up",
      "- 'roof' is missing, but a house has 3 at most: wall some up",
    ].join('\n'),
  );
});

test('says nothing without a problem', () => {
  expect(() => throwOnProblems(new Stack(), problemIf(false, wrong), undefined)).not.toThrow();
});

test('never judges a token, whose value only CloudFormation knows', () => {
  const token = Lazy.string({ produce: () => 'late' });

  expect(() => throwOnProblems(new Stack(), { ...wrong, value: token }, { ...wrong, value: [token] })).not.toThrow();
});

test('names the app where there is no path', () => {
  expect(() => throwOnProblems(new Stack().node.root, wrong)).toThrow('[house/too-many-doors at the app]');
});

test('names a value that is made outside the tree', () => {
  expect(() => throwOnProblems('GitHubRepository', wrong)).toThrow('[house/too-many-doors at GitHubRepository]');
});
