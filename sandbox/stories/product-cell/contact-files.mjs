import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonOfStories } from '../../run/kernel/aws/python.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';

/** @typedef {Record<'Name' | 'E-Mail' | 'Geburtsdatum' | 'Umsatz' | 'Status', string>} Contact a row as German systems write it */

const writer = fileURLToPath(new URL('contact_files.py', import.meta.url));
const COLUMNS = ['Name', 'E-Mail', 'Geburtsdatum', 'Umsatz', 'Status'];

/**
 * Contacts, each with another address.
 *
 * @param {number} count
 * @param {string} host of their addresses
 * @returns {Contact[]}
 */
export function contacts(count, host) {
  return Array.from({ length: count }, (_, index) => ({
    Name: `Jörg Groß ${index}`,
    'E-Mail': `kontakt-${index}@${host}`,
    Geburtsdatum: '01.02.1970',
    Umsatz: '1.234,50',
    Status: index % 2 === 0 ? 'Aktiv' : 'Ruhend',
  }));
}

/** A CSV file as Excel writes it in German: semicolons, windows-1252. */
export function csv(rows, encoding = /** @type {BufferEncoding} */ ('latin1')) {
  const lines = rows.map((row) => COLUMNS.map((name) => row[name]).join(';'));
  return Buffer.from([COLUMNS.join(';'), ...lines, ''].join('\r\n'), encoding);
}

/**
 * A file that another program writes: a workbook by openpyxl, XML by ElementTree, or a workbook that inflates without an end.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {'xlsx' | 'xml' | 'bomb'} kind
 * @param {Contact[]} rows
 */
export async function written(sandbox, kind, rows) {
  const python = await pythonOfStories(sandbox);
  const [input, path] = [join(places.run, `${kind}.json`), join(places.run, kind)];
  writeFileSync(input, JSON.stringify(rows));
  await sandbox.run(`Writing ${kind}`, python, [writer, kind, input, path], { seconds: limits.build });
  return { path };
}

/** XML whose entities grow to a billion words. */
export function billionLaughs() {
  const names = Array.from({ length: 10 }, (_, level) => `lol${level}`);
  const entities = names.map((name, level) => {
    const text = level === 0 ? 'lol' : `&lol${level - 1};`.repeat(10);
    return `<!ENTITY ${name} "${text}">`;
  });
  const contact = '<Kontakt><Name>&lol9;</Name><E-Mail>lol@nord.example</E-Mail></Kontakt>';
  return Buffer.from(`<?xml version="1.0"?><!DOCTYPE Export [${entities.join('')}]><Export>${contact}</Export>`);
}
