import { hash } from 'node:crypto';
import { listed } from '../refused.mjs';
import { Rejection } from './rejection.mjs';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** As SQL Server's tools write one. */
const IN_BRACES = /^\{(.*)\}$/;
/** Of the ids that imports make: another one would give all rows other ids. */
const NAMESPACE = Buffer.from('6c30ff93022a4a8daf7b7df346893c8a', 'hex');
const BETWEEN_SOURCES = '\u001F';
const KNOWN_SHOWN = 5;

/**
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function booleanConversion({ trueValues = ['true'], falseValues = ['false'] }) {
  /** @type {[string, string][]} */
  const known = [];
  for (const text of trueValues) known.push([text, 'true']);
  for (const text of falseValues) known.push([text, 'false']);
  const texts = new Map(known);
  const unknown = new Rejection(`is none of ${listed(texts.keys(), KNOWN_SHOWN)}`);
  return ({ text, kind }) => {
    const value = text.trim().normalize('NFC');
    if (value === '') return null;
    return texts.get(value) ?? (kind === 'boolean' ? value : unknown);
  };
}

/**
 * @param {import('../definition.mjs').Column} column
 * @returns {import('./rejection.mjs').Conversion}
 */
export function codeConversion({ values = {} }) {
  const codes = new Map(Object.entries(values));
  const unknown = new Rejection(`is none of ${listed(codes.keys(), KNOWN_SHOWN)}`);
  return ({ text }) => {
    const value = text.trim().normalize('NFC');
    return value === '' ? (codes.get('') ?? null) : (codes.get(value) ?? unknown);
  };
}

/** @returns {import('./rejection.mjs').Conversion} */
export function uuidConversion() {
  const unlike = new Rejection('is not a UUID');
  return ({ text }) => {
    const value = text.trim().toLowerCase().replace(IN_BRACES, '$1');
    if (value === '') return null;
    return UUID.test(value) ? value : unlike;
  };
}

/**
 * The UUID of version 5 of texts: the same in each import of them.
 *
 * @param {string[]} texts
 */
export function nameBasedUuid(texts) {
  const text = texts.length === 1 ? texts[0] : texts.join(BETWEEN_SOURCES);
  const hex = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(text)]), 'hex');
  const variant = '89ab'[Number.parseInt(hex[16], 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
