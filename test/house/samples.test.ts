import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Repository } from './repository';
import { jobsOf, stepOf, stepRunner, textOf, workflowOf } from './workflow';

const here = Repository.here;
const FILES = ['api-image', 'cells', 'dependency-audit', 'module-tests', 'pipeline-source', 'worker-image'];
const IMAGES = ['api-image', 'worker-image'];
const { folder, runStep, outputOf } = stepRunner();
const productsOf = (chosen: Array<{ product: string }>) => chosen.map(({ product }) => product);

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
    const chosen = outputOf('cells', stepOf(choose, 'Choose').run!, { REF: `refs/tags/${TAG}` });

    expect(productsOf(chosen)).toEqual(products);
  });

  test('stops at the first cell that fails, and a tag that is no version reaches none', () => {
    expect(deploy.strategy).toMatchObject({ 'fail-fast': true, 'max-parallel': 5 });
    expect([deploy.needs, deploy.if]).toEqual(['choose', "needs.choose.outputs.cells != '[]'"]);
    for (const REF of ['refs/tags/v2-beta', 'refs/heads/v2.3.1']) {
      const { status, stderr } = runStep(stepOf(choose, 'Choose').run!, { REF });
      expect([status, stderr]).toEqual([1, `${REF} is no tag of a version, such as v2.3.1\n`]);
    }
  });

  describe('that is deployed', () => {
    const { run } = stepOf(deploy, 'Stop the wave');
    const env = { CELL: 'acme-crm-prod', MINUTES: '3' };
    const answering = (when: string) => ({ sleep: 'exit 0', aws: `echo "$*" >> asked; ${when}` });

    test.each([
      ['never', ':', 0, '', 3],
      [
        'after two minutes',
        '[ $(wc -l < asked) -lt 2 ] || echo acme-crm-prod-ApiErrors',
        1,
        'after 2 minutes: acme-crm-prod-ApiErrors',
        2,
      ],
      ['that CloudWatch does not tell', 'echo AccessDenied >&2; exit 254', 254, 'AccessDenied', 1],
    ])('stops the wave at an alarm of the cell: %s', (_, when, status, said, questions) => {
      writeFileSync(join(folder, 'asked'), '');
      const ended = runStep(run!, env, answering(when));
      const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');

      expect([ended.status, ended.stderr.includes(said), asked.length]).toEqual([status, true, questions]);
      expect(asked[0]).toContain('--alarm-name-prefix acme-crm-prod- --state-value ALARM');
    });

    test('is judged behind its deployment, in the job that stops the others', () => {
      const at = (part: string) => deploy.steps.findIndex(({ name, run: it }) => `${name} ${it}`.includes(part));

      expect(at('cdk deploy')).toBeGreaterThan(-1);
      expect(at('Stop the wave')).toBe(deploy.steps.length - 1);
      expect(JSON.stringify(deploy)).not.toContain('continue-on-error');
    });
  });
});

describe('PC15b a changed module', () => {
  const { choose, test: each, tested } = workflowOf('module-tests').jobs;
  const cells = [
    { product: 'crm', environment: 'prod', modules: 'tasks,contacts', major: 2 },
    { product: 'crm', environment: 'dev', modules: 'tasks,contacts', major: 2 },
    { product: 'erp', environment: 'prod', modules: 'notes', major: 1 },
  ];

  test.each([
    ['modules/tasks/index.ts', ['crm']],
    ['modules/notes/a.ts\nmodules/notes/b.ts', ['erp']],
    ['modules/notes/a.ts\nmodules/contacts/b.ts', ['crm', 'erp']],
    ['modules/files/index.ts', ['crm', 'erp']],
    ['package-lock.json', ['crm', 'erp']],
    ['modules/calendar/index.ts', []],
  ])('%j is tested against %j', (changed, products) => {
    writeFileSync(join(folder, 'cells.json'), JSON.stringify(cells));
    const git = `printf '%b\\n' ${JSON.stringify(changed)}`;
    const chosen = outputOf('products', stepOf(choose, 'Choose').run!, { BASE: 'base' }, { git });

    expect(productsOf(chosen)).toEqual(products);
  });

  test('runs the tests of each product, and one check stands for all of them', () => {
    expect(each.steps.flatMap(({ run = [] }) => run).filter((run) => /npm test|cdk synth/.test(run))).toHaveLength(2);
    expect(each.strategy).toMatchObject({ matrix: { product: '${{ fromJSON(needs.choose.outputs.products) }}' } });
    const { run } = stepOf(tested, 'Fail unless');
    const ended = (CHOSEN: string, TESTED: string) => runStep(run!, { CHOSEN, TESTED }).status;

    expect([tested.needs, tested.if]).toEqual([['choose', 'test'], 'always()']);
    expect([ended('success', 'success'), ended('success', 'skipped')]).toEqual([0, 0]);
    expect([ended('success', 'failure'), ended('failure', 'skipped'), ended('success', 'cancelled')]).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('PC15a the workflow in front of a pipeline', () => {
  const { build, upload } = workflowOf('pipeline-source').jobs;

  test('uploads what was tested, by the one role that may, from a job that runs nothing else', () => {
    const runs = build.steps.flatMap(({ run = [] }) => run);
    const at = (part: string) => runs.findIndex((run) => run.includes(part));

    expect([upload.needs, upload.environment]).toEqual(['build', 'release']);
    expect(at('npm test')).toBeLessThan(at('cdk synth'));
    expect(upload.steps.map(({ uses, run }) => uses?.split('@')[0] ?? run)).toEqual([
      ...['actions/download-artifact', expect.stringContaining('newest'), 'aws-actions/configure-aws-credentials'],
      'aws s3 cp --only-show-errors cloud-assembly.zip "$SOURCE_URI"',
    ]);
    expect(stepOf(upload, 'credentials').with?.['role-to-assume']).toMatch(/:role\/acme-crm-upload$/);
  });

  test('packs the assembly as the pipeline unpacks it, with the manifest at the top', () => {
    mkdirSync(join(folder, 'cdk.out/asset.1'), { recursive: true });
    writeFileSync(join(folder, 'cdk.out/manifest.json'), '{}');
    const { status } = runStep(
      stepOf(build, 'Pack').run!,
      {},
      { zip: 'pwd > packed; echo "$*" >> packed; ls >> packed' },
    );

    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'cdk.out/packed'), 'utf8')).toMatch(
      /\/cdk\.out\n--quiet --recurse-paths --symlinks \.\.\/cloud-assembly\.zip \.\n[^]*manifest\.json/,
    );
  });
});
