import { spawnSync } from 'node:child_process';

jest.setTimeout(60_000);

test('docs/errors.md has the texts of the sources', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/errors.mjs', '--check'], { encoding: 'utf8' });

  expect([status, stderr]).toEqual([0, '']);
});
