/** Anchors of docs/runbook.md. A test compares them with its headings. */
export const RUNBOOK_ANCHORS: readonly string[] = [
  'alarm-path-broken',
  'api-deployment-failed',
  'api-latency',
  'api-load',
  'api-no-healthy-target',
  'api-secret-roll-failed',
  'api-server-errors',
  'api-tasks-missing',
  'cache-near-its-limit',
  'cache-refuses-calls',
  'certificate-expires',
  'site-server-errors',
  'unreachable-from-outside',
];
