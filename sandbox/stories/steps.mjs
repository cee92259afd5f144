// An operator who follows steps of a migration: the page that synthesis writes beside the templates, from top to bottom.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.mjs';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

/** @typedef {{ title: string, command: string, check: string, wayBack: string }} Step */

const docker = fileURLToPath(new URL('./docker.mjs', import.meta.url));
const psql = fileURLToPath(new URL('./psql.mjs', import.meta.url));
const PRINTS = /\s*# prints (?<printed>.*)$/m;

/**
 * The steps of a page.
 *
 * @param {string} path
 * @returns {Step[]}
 */
export function stepsIn(path) {
  const [, ...sections] = `\n${readFileSync(path, 'utf8')}`.split(/\n## \d+\. /);
  return sections.map((section) => {
    const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].map(([, block]) => block);
    if (blocks.length !== 3) throw new Error(`A step has ${blocks.length} blocks: ${section}`);
    const [command, check, wayBack] = blocks;
    return { title: section.split('\n')[0], command, check, wayBack };
  });
}

/** A shell of an operator with docker, psql and the package, in which each step is run as it stands on the page. */
export class StepShell {
  #sandbox;
  #env;
  #folder;

  /** @param {import('../run/kernel/aws/sandbox.mjs').Sandbox} sandbox @param {Record<string, string>} variables */
  constructor(sandbox, variables, within = places.run) {
    this.#sandbox = sandbox;
    this.#folder = mkdtempSync(join(within, 'operator-'));
    const [programs, others] = ['bin', 'otherwise', 'node_modules'].map((name) =>
      join(this.#folder, this.folder(name)),
    );
    symlinkSync(places.root, join(this.#folder, 'node_modules', 'rl-bank-constructs'));
    symlinkSync(join(places.examples, 'rl-bank', 'deploy-image.sh'), join(programs, 'deploy-image.sh'));
    program(join(programs, 'docker'), `${process.execPath} ${docker} "$@"`);
    program(join(programs, 'sleep'), '/bin/sleep 0.5');
    program(join(others, 'psql'), `${process.execPath} ${psql} "$@"`); // behind that of this machine, which is the real one
    const PATH = [programs, `${sandbox.bashEnv.PATH}`, others].join(delimiter);
    this.#env = { ...sandbox.bashEnv, ...variables, PATH };
  }

  /** Writes a file of the operator, whose path is from the folder of the shell. */
  write(name, content) {
    writeFileSync(join(this.#folder, name), content);
    return name;
  }

  /** Makes a folder for such files. */
  folder(name) {
    mkdirSync(join(this.#folder, name));
    return name;
  }

  /** Runs the lines of a block, with a value for each `<placeholder>`. */
  run(what, block, values = {}) {
    const names = [...block.replace(PRINTS, '').matchAll(/<([a-z][a-z ]*)>/g)].map(([, name]) => name);
    const missing = names.filter((name) => !(name in values));
    if (missing.length > 0) throw new Error(`'${what}' needs a value of ${missing.join(', ')}.`);
    const script = block.replaceAll(/<([a-z][a-z ]*)>/g, (_, name) => values[name]);
    const options = { seconds: limits.publish, env: this.#env, cwd: this.#folder };
    return this.#sandbox.bash(what, ['-euo', 'pipefail', '-c', script], options);
  }

  /** Runs a step, and then its check until it prints what the step says. */
  async follow({ title, command, check }, values = {}) {
    await this.run(title, command, values);
    await this.expect(title, check, values);
  }

  /** Runs a check until it prints what it says. */
  async expect(title, check, values = {}, seconds = limits.shell) {
    const printed = PRINTS.exec(check)?.groups?.printed;
    if (printed === undefined) throw new Error(`The check of '${title}' does not say what it prints: ${check}`);
    const look = () => this.run(`Check of '${title}'`, check, values).then((said) => said.trim());
    await until(`'${title}' prints ${printed}`, look, (said) => said === printed, seconds);
  }

  close() {
    rmSync(this.#folder, { recursive: true });
  }
}

function program(path, line) {
  writeFileSync(path, `#!/bin/sh\nexec ${line}\n`, { mode: 0o755 });
}
