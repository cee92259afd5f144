import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from './repository';

const { root } = Repository.here;

/** Runs a command at the root with no credentials, no region and no home to find any in. */
function atTheRoot(command: string, ...args: string[]): string {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
  try {
    return execFileSync(command, args, { cwd: root, encoding: 'utf8', env: { PATH: path, HOME: home }, stdio: 'pipe' });
  } finally {
    rmSync(home, { recursive: true });
  }
}

test('LB3 `cdk synth` at the root needs no credentials and prints the plan', () => {
  const printed = atTheRoot('cdk', 'synth');

  expect(printed).toContain('What has to be filled in');
  expect(printed).not.toMatch(/^Resources:/m);
});

test('LB3 the plan has templates, which `cdk synth` prints', () => {
  atTheRoot('cdk', 'synth', '--quiet', '--output', 'cdk.out');

  expect(atTheRoot('cdk', '-a', 'cdk.out/plan-Bank-Gate', 'synth', 'Bank/sites')).toContain(
    'Type: AWS::CloudFront::Distribution',
  );
});

test('the demo prints the plan: what is to do first, then every stack in the order of deployment', () => {
  const lines = atTheRoot('node', 'scripts/demo.mjs').split('\n');
  const [place, account] = ['ap-southeast-1', '982233224911'];

  expect(lines.filter((line) => /^ {2}Bank\//.test(line))).toEqual([
    ...['images', 'cache', 'settings', 'api'].map(
      (name) => `  Bank/${name} (prd-rl-bank-${name}) in ${place}, account ${account}`,
    ),
    `  Bank/sites/EdgeTwin (prd-rl-bank-sites-edge) in us-east-1, account ${account}`,
    `  Bank/sites (prd-rl-bank-sites) in ${place}, account ${account}`,
  ]);
  expect(lines.indexOf('What has to be filled in')).toBeLessThan(
    lines.findIndex((line) => line.startsWith('Who may do what')),
  );
  expect(lines).toContain('Nothing was created. The templates: npx cdk -a cdk.out/plan-Bank-Gate synth Bank/api');
});
