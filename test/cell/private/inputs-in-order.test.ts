import { PendingInput } from '../../../src/core';
import { LaunchPhase } from '../../../src/service';
import { cellIn } from '../../support/cell';
import { newApp } from '../../support/cloud';

const cell = cellIn(newApp(), {
  launchPhase: LaunchPhase.NOT_READY,
  permissions: {},
  search: {},
  shieldProtection: true,
  signing: { configurationExists: true },
});
const inputs = cell.pendingInputs;

test('what a cell waits for is in the order in which it can be provided: an image that comes before its rule is not signed', () => {
  const shown = inputs.map(({ key, target }) =>
    /image$/.test(key) ? target.replace(/^.*\/acme-crm-prod\//, '') : key,
  );

  expect(shown).toEqual([
    'ServiceLinkedRole',
    'ServiceOptIn',
    'ShieldSubscription',
    'signing-rule',
    'permissions:live-next',
    'collector:v0.43.3',
    'worker:live',
    'api-v1:live-next',
    'permissions:live',
    'api-v1:live',
  ]);
});

test('each has a command of its own: a push under the next tag leaves the deployment tag to the release', () => {
  const commandOf = (tag: string) => inputs.find(({ target }: PendingInput) => target.endsWith(`/${tag}`))!.command;

  expect(new Set(inputs.map(({ command }) => command)).size).toBe(inputs.length);
  expect(commandOf('api-v1:live-next')).toContain(' --next ');
  expect(commandOf('api-v1:live')).toBe(cell.releaseCommand);
  expect(cell.releaseCommand).toMatch(/^release=\$\(aws stepfunctions --region us-east-1 start-execution /);
  expect(commandOf('permissions:live')).toBe(cell.permissions!.releaseCommand);
});
