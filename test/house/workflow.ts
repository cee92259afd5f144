import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Repository } from './repository';

/** What the tests read of a workflow. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Record<string, unknown>;
  readonly 'continue-on-error'?: boolean;
}
export interface Job {
  readonly permissions: Record<string, string>;
  readonly environment?: string;
  readonly needs?: string | string[];
  readonly if?: string;
  readonly strategy?: Record<string, unknown>;
  readonly 'continue-on-error'?: boolean;
  readonly steps: Step[];
}

export const textOf = (file: string) => Repository.here.read(`docs/samples/${file}.yml`);
export const workflowOf = (file: string): { on: any; permissions: object; jobs: Record<string, Job> } =>
  parse(textOf(file));
export const jobsOf = (file: string) => Object.values(workflowOf(file).jobs);
export const stepOf = ({ steps }: Job, part: string) =>
  steps.find(({ uses, name }) => `${uses} ${name}`.includes(part))!;

/** A folder of a test file, and what runs the script of a step there as GitHub does, with commands in place of those of the runner. */
export function stepRunner() {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const runStep = (script: string, env: Record<string, string>, commands: Record<string, string> = {}) => {
    for (const [name, body] of Object.entries(commands)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const path = `${folder}:${process.env.PATH}`;
    const options = { cwd: folder, encoding: 'utf8' as const, env: { PATH: path, ...env } };
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
  };
  /** Runs it, and reads the output that it sets, by its name and as the JSON that it is. */
  const outputOf = (name: string, ...[script, env, commands]: Parameters<typeof runStep>) => {
    const output = join(folder, 'output');
    writeFileSync(output, '');
    const { status } = runStep(script, { ...env, GITHUB_OUTPUT: output }, commands);
    expect(status).toBe(0);
    return JSON.parse(readFileSync(output, 'utf8').split(`${name}=`)[1]);
  };
  return { folder, runStep, outputOf };
}
