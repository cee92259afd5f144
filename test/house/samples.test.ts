import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Repository } from './repository';

const here = Repository.here;
const FILES = ['api-image', 'cells', 'dependency-audit', 'worker-image'];
const IMAGES = ['api-image', 'worker-image'];

/** What the tests read of a workflow. */
interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Record<string, unknown>;
  readonly 'continue-on-error'?: boolean;
}
interface Job {
  readonly permissions: Record<string, string>;
  readonly environment?: string;
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: Record<string, unknown>;
  readonly 'continue-on-error'?: boolean;
  readonly steps: Step[];
}

const textOf = (file: string) => here.read(`docs/samples/${file}.yml`);
const workflowOf = (file: string): { on: any; permissions: object; jobs: Record<string, Job> } => parse(textOf(file));
const jobsOf = (file: string) => Object.values(workflowOf(file).jobs);
const stepOf = ({ steps }: Job, part: string) => steps.find(({ uses, name }) => `${uses} ${name}`.includes(part))!;
const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the script of a step as GitHub does, with commands in place of those of the runner. */
function runStep(script: string, env: Record<string, string>, commands: Record<string, string> = {}) {
  for (const [name, body] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const path = `${folder}:${process.env.PATH}`;
  const options = { cwd: folder, encoding: 'utf8' as const, env: { PATH: path, ...env } };
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
}

test('the README names each workflow that is there', () => {
  const named = [...here.read('docs/samples/README.md').matchAll(/\[([\w-]+)\.yml\]/g)].map(([, name]) => name);

  expect(named.sort()).toEqual(FILES);
});

describe.each(FILES)('PC11d the workflow %s', (file) => {
  test('gives each job what it needs and no more, and a token to jobs of an environment alone', () => {
    const allowed = [{ contents: 'read' }, { contents: 'read', 'id-token': 'write' }];

    expect(workflowOf(file).permissions).toEqual({});
    for (const { permissions, environment } of jobsOf(file)) {
      expect(allowed).toContainEqual(permissions);
      expect('id-token' in permissions).toBe(environment !== undefined);
    }
  });

  test('has no key that lasts: roles alone, which are assumed by the token of the job', () => {
    const logins = jobsOf(file).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.includes('aws-credentials')));

    expect(textOf(file)).not.toMatch(/secrets\.|AKIA|aws-access-key-id/);
    logins.forEach((step) =>
      expect(step.with?.['role-to-assume']).toMatch(/^arn:aws:iam::(1{12}|\$\{\{.*\}\}):role\//),
    );
  });

  test('runs actions of others by a commit, and in jobs without credentials', () => {
    for (const { permissions, steps } of jobsOf(file)) {
      for (const { uses } of steps.filter((it) => it.uses !== undefined)) {
        const isKnown = /^(actions|aws-actions)\/[\w-]+@v\d+$/.test(uses!);
        expect([uses, isKnown || (/@[0-9a-f]{40}$/.test(uses!) && !('id-token' in permissions))]).toEqual([uses, true]);
      }
    }
  });
});

describe.each(IMAGES)('the workflow %s', (file) => {
  const [build, deploy] = jobsOf(file);

  test('PC11c lists what the image is made of, and keeps the list with the commit', () => {
    const sbom = stepOf(build, 'sbom-action');
    const kept = build.steps.find(({ with: it }) => String(it?.name).startsWith('sbom-'))!;

    expect(sbom.with).toMatchObject({ format: 'spdx-json', image: file.replace('-image', '') });
    expect(kept.with).toMatchObject({ name: 'sbom-${{ env.COMMIT }}', path: sbom.with?.['output-file'] });
  });

  test('PC11d fails at a high vulnerability that has a fix, before anything is pushed', () => {
    const scan = stepOf(build, 'scan-action');

    expect(scan.with).toEqual({
      ...{ sbom: stepOf(build, 'sbom-action').with?.['output-file'], 'severity-cutoff': 'high' },
      ...{ 'only-fixed': true, 'fail-build': true },
    });
    expect([build, ...build.steps].some((it) => 'continue-on-error' in it || 'if' in it)).toBe(false);
    expect([deploy.needs, deploy.if]).toEqual(['build', undefined]);
    expect(JSON.stringify(build)).not.toContain('docker push');
  });

  test('PC11b pushes by a role of the cell, and moves no tag of an image that is not signed', () => {
    const names = deploy.steps.map(({ run = '', with: it }) => String(it?.['role-to-assume'] ?? run));
    const at = (part: string) => names.findIndex((name) => name.includes(part));

    expect(at('role/acme-crm-prod-push-')).toBeGreaterThan(-1);
    const asks = file === 'api-image' ? at('eval "$RELEASE"') : at('describe-image-signing-status');
    const moves = at(file === 'api-image' ? '--next' : 'deploy-image.sh');
    expect(file === 'api-image' ? asks > moves : asks < moves).toBe(true);
    expect(asks).toBeGreaterThan(at('role/acme-crm-prod-push-'));
  });
});

describe('PC11b the step that asks whether the worker is signed', () => {
  const { run } = stepOf(workflowOf('worker-image').jobs.deploy, 'Fail unless it is signed');
  const env = { REPOSITORY: 'acme/worker', COMMIT: '1', PROFILE: 'arn:profile' };
  const answering = (status: string) => ({
    aws: `case $2 in batch-get-image) echo sha256:1 ;; *) echo asked >> asked; echo ${status} ;; esac`,
    sleep: 'exit 0',
  });

  test.each([
    ['COMPLETE', 0, 1],
    ['FAILED', 1, 1],
    ['IN_PROGRESS', 1, 24],
    ['None', 1, 24],
  ])('%s ends with %d after %d questions', (status, code, questions) => {
    writeFileSync(join(folder, 'asked'), '');
    const ended = runStep(run!, env, answering(status));

    expect([ended.status, ended.stderr]).toEqual([
      code,
      code === 0 ? '' : `acme/worker@sha256:1 is not signed by arn:profile: ${status}\n`,
    ]);
    expect(readFileSync(join(folder, 'asked'), 'utf8').split('\n')).toHaveLength(questions + 1);
  });
});

test('PC11d each pull request is audited, for what runs in production, and fails at a high vulnerability', () => {
  const { on, jobs } = workflowOf('dependency-audit');
  const commands = Object.values(jobs).map(({ steps }) => steps.at(-1)!.run);

  expect(on).toHaveProperty('pull_request', null);
  expect(commands).toEqual([
    'npm audit --omit=dev --audit-level=high',
    expect.stringMatching(/^pipx run pip-audit==[\d.]+ --requirement requirements\.txt$/),
  ]);
  expect(JSON.stringify(jobs)).not.toContain('continue-on-error');
});

describe('PC15d a version of the platform app', () => {
  const { choose, deploy } = workflowOf('cells').jobs;
  const cells = [
    { product: 'acme', major: 2 },
    { product: 'portal', major: 2 },
    { product: 'legacy', major: 1 },
  ];

  test.each([
    ['v2.0.1', ['acme', 'portal']],
    ['v2.1.0', ['acme', 'portal']],
    ['v1.9.9', ['legacy']],
    ['v3.0.0', []],
  ])('%s reaches the cells of its major version: %j', (TAG, products) => {
    writeFileSync(join(folder, 'cells.json'), JSON.stringify(cells));
    writeFileSync(join(folder, 'output'), '');
    const { status } = runStep(stepOf(choose, 'Choose').run!, { TAG, GITHUB_OUTPUT: join(folder, 'output') });
    const [, chosen] = readFileSync(join(folder, 'output'), 'utf8').split('cells=');

    expect(status).toBe(0);
    expect(JSON.parse(chosen).map((it: { product: string }) => it.product)).toEqual(products);
  });

  test('stops at the first cell that fails, and a tag that is no version reaches none', () => {
    expect(deploy.strategy).toMatchObject({ 'fail-fast': true, 'max-parallel': 5 });
    expect([deploy.needs, deploy.if]).toEqual(['choose', "needs.choose.outputs.cells != '[]'"]);
    const { status, stderr } = runStep(stepOf(choose, 'Choose').run!, { TAG: 'v2-beta' });
    expect([status, stderr]).toEqual([1, 'v2-beta is no version, such as v2.3.1\n']);
  });
});
