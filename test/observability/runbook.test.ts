import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Runbook } from '../../src/observability';
import { newApp, workloadStack } from '../support/cloud';
import { alarmNamed, messageOf, observe, Queue } from '../support/observability';

const fileWith = (markdown: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'runbook-')), 'runbook.md');
  writeFileSync(path, markdown);
  return path;
};

test('the runbook of the library is the page beside it, and its headings are known', () => {
  const runbook = Runbook.ofLibrary();

  expect(runbook.linkTo('api-latency')).toBe(
    'https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md#api-latency',
  );
  expect([runbook.lacks('api-latency'), runbook.lacks('queue-too-long')]).toEqual([false, true]);
});

test('a page of the team is taken at its word', () => {
  const runbook = Runbook.at('https://wiki.bank.example/runbook?v=2');

  expect(runbook.url).toBe('https://wiki.bank.example/runbook?v=2');
  expect(runbook.linkTo('any')).toBe('https://wiki.bank.example/runbook?v=2#any');
  expect(runbook.lacks('any')).toBe(false);
});

test('a page that is kept as Markdown is known by its headings', () => {
  const runbook = Runbook.fromMarkdown(fileWith('# Runbook\n\n## Queue: too long\n'), 'https://wiki.bank.example/r');

  expect(['runbook', 'queue-too-long', 'queue'].map((anchor) => runbook.lacks(anchor))).toEqual([false, false, true]);
  expect(runbook.linkTo('queue-too-long')).toBe('https://wiki.bank.example/r#queue-too-long');
});

test('alarms lead to the page of the team', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const runbook = Runbook.fromMarkdown(
    fileWith('## Queue too long\n## Alarm: path broken'),
    'https://wiki.bank.example/r',
  );
  observe(stack, { queue: new Queue(stack) }, { runbook });

  expect(alarmNamed(app, 'prd-rl-bank-queue-QueueTooLong').properties.AlarmDescription).toContain(
    'Runbook: https://wiki.bank.example/r#queue-too-long\n',
  );
});

test('a page of the team without a heading for alarms on failed deliveries is refused', () => {
  const stack = workloadStack();
  const runbook = Runbook.fromMarkdown(fileWith('## Queue too long'), 'https://wiki.bank.example/r');

  expect(messageOf(() => observe(stack, { queue: new Queue(stack) }, { runbook }))).toBe(
    `'runbook' is "https://wiki.bank.example/r", but it has no heading with the anchor alarm-path-broken, to which the alarms on failed deliveries lead: write the heading "Alarm path broken" [observability/no-runbook at Web/Observability]`,
  );
});

test.each(['wiki.bank.example', 'https://wiki.bank.example/#top', 'https://wiki bank', 'ftp://wiki', ''])(
  'an address that is none is refused: %j',
  (url) => {
    expect(() => Runbook.at(url)).toThrow(
      `'url' is ${JSON.stringify(url)}, but alarms link to it and add the anchor: it has to be an address without one, of up to 300 characters: pass an address such as https://wiki.bank.example/runbook [runbook/url at Runbook]`,
    );
  },
);
