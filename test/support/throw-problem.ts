import { notRecorded, unrecorded } from './messages';
import type { Said } from './problems';

/* eslint-disable @typescript-eslint/no-namespace, no-unused-vars */
declare global {
  namespace jest {
    interface Matchers<R> {
      /** Throws one problem, at the path of a construct if one is given. */
      toThrowProblem(code: string, prop: string, value: unknown, path?: string): R;
      /** Throws these problems and no others. */
      toThrowProblems(problems: Said[], path?: string): R;
    }
  }
}
/* eslint-enable */

expect.extend({
  toThrowProblem(act: () => unknown, code: string, prop: string, value: unknown, path?: string) {
    return verdict(act, [[code, prop, value]], path);
  },
  toThrowProblems: verdict,
});

function verdict(act: () => unknown, problems: Said[], path?: string): jest.CustomMatcherResult {
  const said = messageOf(act);
  if (said === undefined || !says(said, problems, path)) {
    return { pass: false, message: () => expected(said, problems, path) };
  }
  const lines = problems.length === 1 ? [said] : said.split('\n').slice(1);
  const fresh = problems.flatMap((problem, index) => unrecorded(problem[0], problem[1], textIn(lines[index], problem)));
  const message = () => (fresh.length > 0 ? notRecorded(fresh) : `expected another error than:\n  ${said}`);
  return { pass: fresh.length === 0, message };
}

function expected(said: string | undefined, problems: Said[], path: string | undefined): string {
  const shown = problems.map(([code, prop, value]) => `  '${prop}' is ${textOf(value)}  [${code}]`).join('\n');
  return `expected, at ${path ?? 'any path'}:\n${shown}\nand was thrown:\n  ${said}`;
}

/** The message of what is thrown, if anything is. */
export function messageOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/**
 * One problem is a line that ends in its code; before several there is a line with all codes. The CDK puts the path
 * before what a check notes on a construct.
 */
function says(message: string, problems: Said[], path: string | undefined): boolean {
  const codes = [...new Set(problems.map(([code]) => code))].join(', ');
  const lines = problems.map(([, prop, value]) => `'${prop}' is ${textOf(value)}, but `);
  const place = (text: string) => text.includes(path === undefined ? `[${codes} at ` : `[${codes} at ${path}]`);
  if (problems.length === 1) {
    const isOne = !/^\d+ problems \[/.test(message);
    const isNote =
      message.includes(`[${codes}]`) && message.includes(path === undefined ? '' : `[${path}] ${lines[0]}`);
    return isOne && message.includes(lines[0]) && (place(message) || isNote);
  }
  const [head, ...told] = message.split('\n');
  const areSaid = told.length === lines.length && told.every((line, index) => line.startsWith(`- ${lines[index]}`));
  return head.startsWith(`${lines.length} problems [`) && place(head) && areSaid;
}

/** Cause and fix of a problem, without the code and the path that stand behind them. */
function textIn(message: string, [code, prop, value]: Said): string {
  const begin = `'${prop}' is ${textOf(value)}, but `;
  const line = message.slice(message.indexOf(begin) + begin.length);
  const end = Math.max(line.indexOf(` [${code} at `), line.indexOf(` [${code}]`));
  return end < 0 ? line : line.slice(0, end);
}

function textOf(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
