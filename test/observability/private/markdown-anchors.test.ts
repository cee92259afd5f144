import { anchorsIn } from '../../../src/observability/private/markdown-anchors';

test.each([
  ['# API: no healthy target', 'api-no-healthy-target'],
  ['###### Deep', 'deep'],
  ['## What *to* do, `now`?', 'what-to-do-now'],
  ['## a  b', 'a--b'],
  ['## Größe: 5_GB - und mehr  ', 'größe-5_gb---und-mehr'],
])('%s is found at %s', (heading, anchor) => {
  expect(anchorsIn(`text\n\n${heading}\n\ntext`)).toEqual([anchor]);
});

test('what is no heading has no anchor', () => {
  expect(anchorsIn('#hashtag\n\n####### seven\n\ntext # no\n\n```sh\n# a comment\n```\n')).toEqual([]);
});

test('all are found, in their order', () => {
  expect(anchorsIn('# One\n## Two\n```\n# code\n```\n## Three\n')).toEqual(['one', 'two', 'three']);
});
