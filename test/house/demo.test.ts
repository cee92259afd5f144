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

test('LB3 `cdk synth` at the root needs no credentials and prints a template', () => {
  expect(atTheRoot('cdk', 'synth', 'prd-rl-bank-sites')).toContain('Type: AWS::CloudFront::Distribution');
});

test('the demo prints what would be created, stack by stack in the order of deployment, and where the templates lie', () => {
  const lines = atTheRoot('node', 'scripts/demo.mjs').split('\n');
  const stacks = lines.filter((line) => /^ {2}\S/.test(line));

  expect(stacks).toEqual([
    expect.stringMatching(/^ {2}prd-rl-bank-images in ap-southeast-1: 1 resource$/),
    expect.stringMatching(/^ {2}prd-rl-bank-cache in ap-southeast-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-settings in ap-southeast-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-api in ap-southeast-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-sites-edge in us-east-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-sites in ap-southeast-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-watch-edge in us-east-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-watch in ap-southeast-1: \d+ resources$/),
    expect.stringMatching(/^ {2}prd-rl-bank-deploy-roles in ap-southeast-1: \d+ resources$/),
  ]);
  expect(lines).toContain('    cdk.out/prd-rl-bank-sites.template.json');
});
