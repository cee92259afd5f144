import { readFileSync, statSync } from 'node:fs';
import { isSecretValue } from './shown';
import { Problem, throwOnProblems } from '../../core/private/checks/problems';

/** A complete config has 4 kB. Beyond this a file is another one, and reading it would take its time. */
const LONGEST = 32 * 1024;
const TOLD = '32 KiB';

/** A config is five levels deep, and a parser that is led deeper than its stack takes its time to fail. */
const DEEPEST = 20;

const NOTHING = 'there is nothing in it';
const WRITE_KEYS = "write the keys below 'infra:bankMvp:'";

/** The first few say what is wrong; the rest follows from them. */
const MOST_ERRORS = 3;

/** What a file says, as text. */
export function textOf(path: string): string {
  let size: number;
  try {
    size = statSync(path).size;
  } catch {
    return refused(path, 'config/no-file', 'there is no such file', 'write the path from the folder of cdk.json');
  }
  if (size > LONGEST) {
    return refused(
      path,
      'config/too-long',
      `it has ${size} bytes, and a config has ${TOLD} at most`,
      'name the config',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return refused(path, 'config/no-text', 'it is no file with text in UTF-8', 'save it as UTF-8');
  }
}

/** What a text says, as plain data. JSON is YAML too. */
export function dataOf(text: string, source: string): unknown {
  if (text.length > LONGEST) {
    const allowed = `it has ${text.length} characters, and a config has ${TOLD} at most`;
    return refused(source, 'config/too-long', allowed, 'give the config alone');
  }
  if (isTooDeep(text)) {
    const allowed = `it is more than ${DEEPEST} levels deep, and a config has five`;
    return refused(source, 'config/too-deep', allowed, 'close the brackets that are open');
  }
  // Only who reads a text pays for the library: a config from cdk.json is data already.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { isAlias, isNode, parseAllDocuments, visit } = require('yaml') as typeof import('yaml');
  const documents = parseAllDocuments(text, { logLevel: 'silent', merge: false, stringKeys: true, version: '1.2' });
  const [document] = 'empty' in documents ? [] : documents;
  if (document === undefined) {
    return refused(source, 'config/empty', NOTHING, WRITE_KEYS);
  }
  if (documents.length > 1) {
    const allowed = `it has ${documents.length} documents, and which of them counts nobody can tell`;
    return refused(source, 'config/several-documents', allowed, 'take out all but one, and the lines of "---"');
  }
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    const allowed = `it asks for YAML ${document.directives.yaml.version}, in which other words mean true and false`;
    return refused(source, 'config/old-yaml', allowed, 'take out the line that begins with %YAML');
  }
  const errors = document.errors.map(({ message }) => message.split('\n')[0].replace(/:$/, ''));
  visit(document, (_, node) => {
    if (isAlias(node)) {
      errors.push(`Aliases are not read: write the value out in place of *${node.source} ${placeIn(text, node)}`);
    }
    if (isNode(node) && node.tag !== undefined) {
      errors.push(`Tags are not read: take out ${node.tag} ${placeIn(text, node)}`);
    }
    return errors.length > MOST_ERRORS ? visit.BREAK : undefined;
  });
  if (errors.length > 0) {
    const more = errors.length > MOST_ERRORS ? '; and more' : '';
    const told = errors.slice(0, MOST_ERRORS).map(harmless).join('; ');
    return refused(source, 'config/not-yaml', `it is not the YAML that a config is: ${told}${more}`, 'mend it there');
  }
  return document.toJS({ maxAliasCount: 0 }) ?? refused(source, 'config/empty', NOTHING, WRITE_KEYS);
}

/** By brackets, and by dashes in one line. Indentation alone gets to 250 levels in a text of this length: harmless. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  const bracketed = [...text.matchAll(/[[\]{}]/g)].some(([bracket]) => {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    return depth > DEEPEST;
  });
  return bracketed || new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${DEEPEST},}`, 'm').test(text);
}

function placeIn(text: string, { range }: { range?: readonly [number, number, number] | null }): string {
  return `at line ${text.slice(0, range?.[0]).split('\n').length}`;
}

/** The library quotes what it stumbles over. */
function harmless(message: string): string {
  const told = isSecretValue(message) ? 'something that looks like a secret is in the way' : message;
  return told.length > 200 ? `${told.slice(0, 200)}…` : told;
}

function refused(source: string, code: string, allowed: string, fix: string): never {
  const problem: Problem = { code, prop: 'config', value: source, allowed, fix };
  throwOnProblems('BankMvpConfig', problem);
  throw new Error(allowed); // a name that looks like a token is never shown
}
