import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runbook } from '../../../src/observability';
import { anchorsIn } from '../../../src/observability/private/markdown-anchors';
import { RUNBOOK_ANCHORS } from '../../../src/observability/private/runbook-anchors';
import { bankIn, observe } from '../../support/observability';

const headings = anchorsIn(readFileSync(join(__dirname, '../../../docs/runbook.md'), 'utf8'));

test('RB12b the runbook has a heading for each anchor, and no other but its title', () => {
  expect(headings.slice(1).sort()).toEqual(RUNBOOK_ANCHORS);
  expect(headings[0]).toBe('runbook');
});

test('RB12b each heading is led to by an alarm of the library, and each alarm leads to one', () => {
  const { stack, sources } = bankIn();
  observe(stack, sources, { runbook: Runbook.ofLibrary() });
  const defined = Object.values(sources).flatMap(({ alarmDefinitions }) => alarmDefinitions);
  const anchors = new Set([...defined.map(({ runbookAnchor }) => runbookAnchor), 'alarm-path-broken']);

  expect([...anchors].sort()).toEqual(RUNBOOK_ANCHORS);
});
