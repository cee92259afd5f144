import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RECORDED = join(__dirname, 'messages.json');
/** Tokens are numbered in the order in which they were made. */
const TOKEN = /\$\{Token\[[^\]]*\]\}/g;
let recorded: Set<string>;

/** Rendered messages that messages.json does not have: parts of them are computed, and tests name code, property and value alone. */
export function unrecorded(code: string, prop: string, text: string): string[] {
  const line = `${code} '${prop}' ${text.replaceAll('\n', ' ').replace(TOKEN, '<token>')}`;
  const { RECORD_MESSAGES } = process.env; // a folder, when `npx projen test:messages` records the file anew
  if (RECORD_MESSAGES) {
    mkdirSync(RECORD_MESSAGES, { recursive: true });
    appendFileSync(join(RECORD_MESSAGES, `${process.pid}.txt`), `${line}\n`);
    return [];
  }
  recorded ??= new Set(JSON.parse(readFileSync(RECORDED, 'utf8')));
  return recorded.has(line) ? [] : [line];
}

/** Why a test fails whose message is right, but new. */
export function notRecorded(lines: string[]): string {
  return `test/support/messages.json lacks a message; if it is right, run \`npx projen test:messages\`:\n  ${lines.join('\n  ')}`;
}
