import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsIn } from '../../../../src/observability/private/links/markdown-anchors';
import { RUNBOOK_ANCHORS } from '../../../../src/observability/private/links/runbook-anchors';

test('RB12b the runbook has a heading for each anchor, and no other but its title', () => {
  const headings = anchorsIn(readFileSync(join(__dirname, '../../../../docs/runbook.md'), 'utf8'));

  expect([headings[0], headings.slice(1).sort()]).toEqual(['runbook', RUNBOOK_ANCHORS]);
});
