// An operator who follows a page of docs/runbook/: the blocks of `sh` under a heading are run as they stand there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../run/kernel/limits.mjs';
import { places } from '../run/kernel/places.mjs';

/**
 * @typedef {{ part: string, lines: string[], inputs: string[] }} Block lines of a shell below a **part** of a heading. Its inputs
 *   are the variables with an example as value, which an operator sets.
 */

const ASSIGNED = /\b([A-Z][A-Z0-9_]*)=/g;
const INPUT = /^([A-Z][A-Z0-9_]*)=('[^'$]*'|[^\s'"$]*)(\s+#.*)?$/;
const END = '-- variables --';

/**
 * The blocks under a heading, in their order.
 *
 * @param {string} markdown
 * @param {string} heading
 * @returns {Block[]}
 */
export function blocksUnder(markdown, heading) {
  const [, section] = `\n${markdown}`.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`The runbook has no heading '${heading}'.`);
  const [own] = section.split('\n## ');
  const found = own.matchAll(/^\*\*(?<part>[^*]+)\*\*|^(?<indent> *)```sh\n(?<body>[\s\S]*?)^ *```$/gm);
  /** @type {Block[]} */
  const blocks = [];
  let part = '';
  for (const { groups: { part: next, indent = '', body = '' } = {} } of found) {
    if (next !== undefined) part = next.replace(/\.$/, '');
    else blocks.push(block(part, body, indent.length));
  }
  return blocks;
}

/** @returns {Block} */
function block(part, body, indent) {
  const lines = body.split('\n').map((line) => line.slice(indent));
  return { part, lines, inputs: lines.flatMap((line) => INPUT.exec(line)?.[1] ?? []) };
}

/** A shell of an operator, whose variables stay from one block to the next. */
export class Operator {
  #sandbox;
  #blocks;
  /** @type {Record<string, string>} */
  #variables = {};

  /**
   * @param {Pick<import('../run/kernel/aws/sandbox.mjs').Sandbox, 'bash'> & { bashEnv: NodeJS.ProcessEnv }} sandbox
   * @param {string} page such as `data`
   * @param {string} heading
   */
  constructor(sandbox, page, heading) {
    this.#sandbox = sandbox;
    this.#blocks = blocksUnder(readFileSync(join(places.root, 'docs', 'runbook', `${page}.md`), 'utf8'), heading);
  }

  /** The blocks of a part, in their order. */
  blocks(part) {
    const found = this.#blocks.filter((one) => one.part === part);
    if (found.length === 0) throw new Error(`No part '${part}' has a block.`);
    return found;
  }

  /**
   * Runs the lines of a block, with a value for each of its inputs, until one fails; what they printed.
   *
   * @param {Block} given
   * @param {Record<string, string>} values of its inputs; other names are left out
   */
  async run({ part, lines, inputs }, values = {}) {
    const missing = inputs.filter((name) => values[name] === undefined);
    if (missing.length > 0) throw new Error(`'${part}' needs a value of ${missing.join(', ')}.`);
    const own = lines.map((line) => {
      const name = INPUT.exec(line)?.[1];
      return name ? `${name}=${quoted(values[name])}` : line;
    });
    const names = [...new Set(lines.flatMap((line) => [...line.matchAll(ASSIGNED)].map(([, name]) => name)))];
    const report = 'echo "The line that failed: $BASH_COMMAND" >&2';
    const script = [`set -aeEuo pipefail; trap '${report}' ERR`, ...own, `echo; echo '${END}'; ${printed(names)}`].join(
      '\n',
    );
    const env = { ...this.#sandbox.bashEnv, ...this.#variables };
    const output = await this.#sandbox.bash(`The runbook, ${part}`, ['-c', script], { seconds: limits.deploy, env });
    const [said, variables = ''] = output.split(`\n${END}`);
    Object.assign(this.#variables, read(variables));
    return said.trim();
  }

  /** Runs all blocks of a part, or some by their place; what they printed. */
  async follow(part, values = {}, from = 0, to = Infinity) {
    let said = '';
    for (const one of this.blocks(part).slice(from, to)) said += `${await this.run(one, values)}\n`;
    return said.trim();
  }
}

function quoted(value) {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** What prints variables, each on a line: words of several lines come on one, as a shell splits them. */
function printed(names) {
  return names.map((name) => `printf '%s=%s\\n' ${name} "$(printf '%s' "$${name}" | tr '\\n\\t' '  ')"`).join('; ');
}

function read(text) {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
