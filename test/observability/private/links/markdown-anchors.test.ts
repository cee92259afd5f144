import { anchorsIn } from '../../../../src/observability/private/links/markdown-anchors';

test.each([
  ['# API: no healthy target', ['api-no-healthy-target']],
  ['###### Deep', ['deep']],
  ['## What *to* do, `now`?', ['what-to-do-now']],
  ['## a  b', ['a--b']],
  ['## Größe: 5_GB - und mehr  ', ['größe-5_gb---und-mehr']],
  ['# One\n## Two\n```\n# code\n```\n## Three', ['one', 'two', 'three']],
  ['#hashtag\n\n####### seven\n\ntext # no\n\n```sh\n# a comment\n```', []],
])('%j has the anchors %j', (markdown, anchors) => {
  expect(anchorsIn(`text\n\n${markdown}\n\ntext`)).toEqual(anchors);
});
