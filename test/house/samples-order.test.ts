import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepOf, stepRunner, workflowOf } from './workflow';

const { runStep } = stepRunner();
const real = stepRunner(); // whose git is no stand-in

describe('PC15d an older version after a newer one', () => {
  const { deploy } = workflowOf('cells').jobs;
  const newest = stepOf(deploy, 'newest version');
  const tags = ['v2.3.9', 'v2.10.0', 'v2.11.0-rc.1', 'v2.2.10'];
  const git = `[ "$5" = 'refs/tags/v2.*' ] || exit 9; printf 'abc\\trefs/tags/%s\\n' ${tags.join(' ')}`;

  test.each([
    ['v2.10.0', 0, ''],
    ['v2.2.10', 1, 'v2.10.0 is the newest version of its major, and v2.2.10 is older\n'],
  ])('%s reaches a cell with status %d', (TAG, status, said) => {
    const ended = runStep(newest.run!, { TAG }, { git });

    expect([ended.status, ended.stderr]).toEqual([status, said]);
  });

  test('is refused before anything of it is installed, also where one job is run again', () => {
    expect(deploy.steps.indexOf(newest)).toBe(1);
  });
});

test.each([
  ['1', 0, ''],
  ['2', 1, 'main is at 2, and 1 is older\n'],
])('PC15a a commit is uploaded to a pipeline if it is the newest: main at %s', (sha, status, said) => {
  const { run } = stepOf(workflowOf('pipeline-source').jobs.upload, 'newest commit');
  const env = { GITHUB_REPOSITORY: 'acme/platform', GITHUB_SHA: '1' };
  const ended = runStep(run!, env, { gh: `[ "$2" = repos/acme/platform/commits/main ] || exit 9; echo ${sha}` });

  expect([ended.status, ended.stderr]).toEqual([status, said]);
});

test('PC15b a file that moves from one module to another is tested against the products of both', () => {
  const repository = join(real.folder, 'repository');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const commit = () => {
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'a');
    return git('rev-parse', 'HEAD');
  };
  mkdirSync(join(repository, 'modules/tasks'), { recursive: true });
  mkdirSync(join(repository, 'modules/notes'));
  const cells = [
    { product: 'crm', environment: 'prod', modules: 'contacts, tasks' },
    { product: 'erp', environment: 'prod', modules: 'notes' },
  ];
  writeFileSync(join(repository, 'cells.json'), JSON.stringify(cells));
  writeFileSync(join(repository, 'modules/tasks/due.ts'), 'export const due = (at: Date) => at < new Date();\n');
  git('init', '--quiet');
  const BASE = commit();
  renameSync(join(repository, 'modules/tasks/due.ts'), join(repository, 'modules/notes/due.ts'));
  commit();
  const { run } = stepOf(workflowOf('module-tests').jobs.choose, 'Choose');
  const chosen = real.outputOf('products', `cd repository\n${run}`, { BASE });

  expect(chosen.map(({ product }: { product: string }) => product)).toEqual(['crm', 'erp']);
});
