import { barrelRules } from './barrels';
import { findings, Repository } from './repository';

describe('in this repository', () => {
  test.each(Object.entries(barrelRules))('%s', (_, rule) => {
    expect(rule(Repository.here)).toEqual([]);
  });
});

test('nothing is found in a sound barrel', () => {
  expect(found("export class Wall {}\nexport interface WallProps {}\nexport enum Age {\n  OLD = 'OLD',\n}\n")).toEqual(
    {},
  );
});

describe('an export that only TypeScript would get is found', () => {
  test.each([
    ['export function paint() {}', 'paint', 'move it into private/, or make it a static member'],
    ['export const HEIGHT = 1, WIDTH = 2;', 'HEIGHT, WIDTH', 'move it into private/, or make it a static member'],
    ['const height = 1;\nexport { height };', 'height', 'move it into private/, or make it a static member'],
    ["export type Colour = 'red' | 'blue';", 'Colour', 'make it an interface or an enum'],
  ])('%s', (text, names, advice) => {
    expect(found(text)).toEqual({
      'only classes, interfaces and enums are exported': [
        `src/edge/wall.ts exports ${names}, which no other language gets: ${advice}`,
      ],
    });
  });

  test('behind another barrel', () => {
    const files = {
      'src/edge/index.ts': "export * from './inner';",
      'src/edge/inner/index.ts': "export * from './a';",
    };
    const text = { 'src/edge/inner/a.ts': 'export const A = 1;' };
    const all = Repository.madeUp({ ...files, ...text }, (repository) => findings(barrelRules, repository));
    expect(Object.values(all)).toEqual([[expect.stringMatching(/^src\/edge\/inner\/a\.ts exports A, /)]]);
  });
});

test.each(["OLD = 'old'", 'OLD', 'OLD = 1'])('the enum member `%s` is found', (member) => {
  expect(found(`export enum Age {\n  ${member},\n}\n`)).toEqual({
    'the value of an enum member is its name': [
      "src/edge/wall.ts: write OLD = 'OLD', for other languages see the name alone",
    ],
  });
});

function found(text: string): Record<string, string[]> {
  const files = { 'src/edge/index.ts': "export * from './wall';", 'src/edge/wall.ts': text };
  return Repository.madeUp(files, (repository) => findings(barrelRules, repository));
}
