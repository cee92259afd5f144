import type { Said } from './problems';
import { throwOnProblems } from '../../src/core/private/checks/problems';

const one = { code: 'door/locked', prop: 'key', value: 'a, b', allowed: 'must fit', fix: 'turn it' };
const throws = () => throwOnProblems('House', one);
const throwsTwo = () => throwOnProblems('House', one, { ...one, code: 'door/closed', value: undefined });
const TWO: Said[] = [
  ['door/locked', 'key', 'a, b'],
  ['door/closed', 'key', undefined],
];

test('toThrowProblem and toThrowProblems take what is thrown', () => {
  expect(throws).toThrowProblem('door/locked', 'key', 'a, b', 'House');
  expect(throws).toThrowProblem('door/locked', 'key', 'a, b');
  expect(throwsTwo).toThrowProblems(TWO, 'House');
});

test.each<[what: string, act: () => void, problem: Said, ...path: string[]]>([
  ['another code', throws, ['door/lock', 'key', 'a, b']],
  ['another property', throws, ['door/locked', 'keys', 'a, b']],
  ['another value', throws, ['door/locked', 'key', 'a']],
  ['another path', throws, ['door/locked', 'key', 'a, b'], 'Hous'],
  ['two problems', throwsTwo, ['door/locked', 'key', 'a, b']],
  ['nothing', () => undefined, ['door/locked', 'key', 'a, b']],
])('toThrowProblem refuses %s', (_, act, [code, prop, value], ...path) => {
  expect(act).not.toThrowProblem(code, prop, value, ...path);
});

test('toThrowProblems refuses fewer, another order and other values', () => {
  expect(throwsTwo).not.toThrowProblems(TWO.slice(0, 1));
  expect(throwsTwo).not.toThrowProblems([...TWO].reverse());
  expect(throwsTwo).not.toThrowProblems([TWO[0], ['door/closed', 'key', 1]]);
});

describe('while nothing is recorded', () => {
  const { RECORD_MESSAGES } = process.env;
  beforeEach(() => delete process.env.RECORD_MESSAGES);
  afterEach(() => Object.assign(process.env, RECORD_MESSAGES === undefined ? {} : { RECORD_MESSAGES }));

  test('toThrowProblem refuses a message that is not recorded', () => {
    const act = () => throwOnProblems('House', { ...one, fix: 'break it' });

    expect(() => expect(act).toThrowProblem('door/locked', 'key', 'a, b')).toThrow(
      "door/locked 'key' must fit: break it",
    );
  });
});
