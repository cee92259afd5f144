import { readFileSync, statSync } from 'node:fs';
import { isSecretValue } from './shown';
import { Problem, throwOnProblems } from '../../../core/private/checks/problems';

/** A complete config has 4 kB. A longer file is another one, and parsing it would be slow. */
const MAX_LENGTH = 32 * 1024;
const MAX_TEXT = '32 KiB';

/** A config is five levels deep. A YAML parser is slow to fail on text that nests beyond its call stack. */
const MAX_DEPTH = 20;

const EMPTY = 'must have keys';
const WRITE_KEYS = "write the keys below 'infra:bankMvp:'";

/** The later syntax errors mostly follow from the first. */
const MAX_ERRORS = 3;

/** The text of a file. */
export function textOf(path: string): string {
  let size: number;
  try {
    size = statSync(path).size;
  } catch {
    return refused(
      path,
      'config/no-file',
      'must be a file that exists',
      'write the path relative to the folder of cdk.json',
    );
  }
  if (size > MAX_LENGTH) {
    return refused(
      path,
      'config/too-long',
      `must have ${MAX_TEXT} at most, and has ${size} bytes`,
      'name the file of the config',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return refused(path, 'config/no-text', 'must be a text file in UTF-8', 'save it as UTF-8');
  }
}

/** The plain data of YAML text, of which JSON is a part. */
export function dataOf(text: string, source: string): unknown {
  if (typeof text !== 'string') {
    const allowed = `must be a string of YAML or JSON, and is of type ${text === null ? 'null' : typeof text}`;
    return refused(source, 'config/no-string', allowed, 'pass a string; fromObject() takes an object');
  }
  if (text.length > MAX_LENGTH) {
    const allowed = `must have ${MAX_TEXT} at most, and has ${text.length} characters`;
    return refused(source, 'config/too-long', allowed, 'pass the config alone');
  }
  if (isTooDeep(text)) {
    const allowed = `must be ${MAX_DEPTH} levels deep at most, and a config has five`;
    return refused(source, 'config/too-deep', allowed, 'close the open brackets');
  }
  // Loaded here, so that apps pay for the library only when they read text: a config of cdk.json is data already.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { isAlias, isNode, isScalar, parseAllDocuments, visit } = require('yaml') as typeof import('yaml');
  const documents = parseAllDocuments(text, { logLevel: 'silent', merge: false, stringKeys: true, version: '1.2' });
  const [document] = 'empty' in documents ? [] : documents;
  if (document === undefined) {
    return refused(source, 'config/empty', EMPTY, WRITE_KEYS);
  }
  if (documents.length > 1) {
    const allowed = `must be one YAML document, and has ${documents.length}`;
    return refused(source, 'config/several-documents', allowed, 'remove all but one, and the lines of "---"');
  }
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    const allowed = `must be YAML 1.2, since other words mean true and false in YAML ${document.directives.yaml.version}`;
    return refused(source, 'config/old-yaml', allowed, 'remove the line that begins with %YAML');
  }
  const errors = document.errors.map(({ message }) => message.split('\n')[0].replace(/:$/, ''));
  visit(document, (_, node) => {
    if (isAlias(node)) {
      errors.push(`Aliases are not supported: write the value instead of *${node.source} ${placeIn(text, node)}`);
    }
    if (isNode(node) && node.tag !== undefined) {
      errors.push(`Tags are not supported: remove ${node.tag} ${placeIn(text, node)}`);
    }
    // YAML 1.2 reads 0x2328 and 9e3 as 9000, and 010 as 10, which YAML 1.1 reads as 8.
    if (isScalar(node) && Number.isSafeInteger(node.value) && node.source !== String(node.value)) {
      errors.push(`Integers have decimal digits only: write ${node.value} or "${node.source}" ${placeIn(text, node)}`);
    }
    return errors.length > MAX_ERRORS ? visit.BREAK : undefined;
  });
  if (errors.length > 0) {
    const more = errors.length > MAX_ERRORS ? '; and more' : '';
    const summary = errors.slice(0, MAX_ERRORS).map(redacted).join('; ');
    return refused(source, 'config/not-yaml', `must be plain YAML: ${summary}${more}`, 'correct it there');
  }
  return document.toJS({ maxAliasCount: 0 }) ?? refused(source, 'config/empty', EMPTY, WRITE_KEYS);
}

/** Counts brackets, and dashes in one line. Indentation reaches 250 levels in a text of this length, which is harmless. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  const bracketed = [...text.matchAll(/[[\]{}]/g)].some(([bracket]) => {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    return depth > MAX_DEPTH;
  });
  return bracketed || new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${MAX_DEPTH},}`, 'm').test(text);
}

function placeIn(text: string, { range }: { range?: readonly [number, number, number] | null }): string {
  return `at line ${text.slice(0, range?.[0]).split('\n').length}`;
}

/** Error messages of the YAML library quote the text, secrets included. */
function redacted(message: string): string {
  const told = isSecretValue(message) ? 'there is a syntax error beside what looks like a secret' : message;
  return told.length > 200 ? `${told.slice(0, 200)}…` : told;
}

function refused(source: string, code: string, allowed: string, fix: string): never {
  const problem: Problem = { code, prop: 'config', value: source, allowed, fix };
  throwOnProblems('BankMvpConfig', problem);
  throw new Error(allowed); // throwOnProblems() ignores values with tokens, such as a file name with one
}
