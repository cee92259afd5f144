import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Repository } from './repository';
import { anchorsIn } from '../../src/observability/private/links/markdown-anchors';
import { RUNBOOK_ANCHORS } from '../../src/observability/private/links/runbook-anchors';

const here = Repository.here;
const folders = readdirSync(join(here.root, 'docs/runbook')).map((file) => file.replace('.md', ''));
const sources = here.sources().filter((path) => !path.endsWith('/runbook-anchors.ts')); // which lists them all
const literalsIn = (...places: string[]) => {
  const paths = sources.filter((path) => places.some((place) => path.startsWith(place)));
  return new Set(paths.flatMap((path) => here.code(path).match(/(?<=')[a-z0-9]+(?:-[a-z0-9]+)*(?=')/g) ?? []));
};

test('docs/runbook.md and its anchors are made of the pages of docs/runbook/', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/runbook.mjs', '--check'], { encoding: 'utf8' });

  expect([status, stderr]).toEqual([0, '']);
});

test.each(folders)(
  'RB12b each heading of docs/runbook/%s.md is of an alarm of that folder, or of one that core shares',
  (folder) => {
    const [, ...anchors] = anchorsIn(here.read(`docs/runbook/${folder}.md`)); // without the title
    const used = literalsIn(`src/${folder}/`, 'src/core/private/');

    expect(anchors).not.toEqual([]);
    expect(anchors.filter((anchor) => !used.has(anchor))).toEqual([]);
  },
);

test('RB12b each `runbookAnchor` of the sources is that of a heading', () => {
  const written = sources.flatMap((path) => {
    return [...here.code(path).matchAll(/runbookAnchor: '([^']+)'/g)].map(([, anchor]) => anchor);
  });

  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((anchor) => !RUNBOOK_ANCHORS.includes(anchor))).toEqual([]);
});
