import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Runbook } from '../../src/observability';
import { alarmNamed, queueApp } from '../support/observability';

const WIKI = 'https://wiki.bank.example/r';

const kept = (markdown: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'runbook-')), 'runbook.md');
  writeFileSync(path, markdown);
  return Runbook.fromMarkdown(path, WIKI);
};

test.each([
  [
    'of the library is the page beside it, and its headings are known',
    ...([Runbook.fromLibrary(), 'https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md'] as const),
    { 'api-latency': false, 'queue-too-long': true },
  ],
  ['of the team is taken at its word', Runbook.fromUrl(`${WIKI}?v=2`), `${WIKI}?v=2`, { any: false }],
  [
    ...(['kept as Markdown is known by its headings', kept('# Runbook\n\n## Queue: too long\n'), WIKI] as const),
    { runbook: false, 'queue-too-long': false, queue: true },
  ],
])('a runbook %s', (_, runbook, url, lacks) => {
  expect(runbook.url).toBe(url);
  Object.entries(lacks).forEach(([anchor, isLacking]) => {
    expect([runbook._lacks(anchor), runbook.linkTo(anchor)]).toEqual([isLacking, `${url}#${anchor}`]);
  });
});

test('alarms lead to the page of the team', () => {
  const { app } = queueApp({}, { runbook: kept('## Queue too long\n## Alarm: path broken') });

  expect(alarmNamed(app, 'queue-QueueTooLong').properties.AlarmDescription).toContain(
    `Runbook: ${WIKI}#queue-too-long\n`,
  );
});

test('a page of the team without a heading for alarms on failed deliveries is refused', () => {
  expect(() => queueApp({}, { runbook: kept('## Queue too long') })).toThrowProblem(
    'observability/no-runbook',
    'runbook',
    WIKI,
    'Web/Observability',
  );
});

test.each(['wiki.bank.example', 'https://wiki.bank.example/#top', 'https://wiki bank', 'ftp://wiki', ''])(
  '`url` refuses %j',
  (url) => {
    expect(() => Runbook.fromUrl(url)).toThrowProblem('runbook/url', 'url', url);
  },
);
