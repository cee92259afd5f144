import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { places } from './places.mjs';

/** A config with some of its values changed, `{ 'api.readiness': 'running' }`, as a file of this run. */
export function configWith(config, changes) {
  const document = parseDocument(readFileSync(config, 'utf8'));
  for (const [path, value] of Object.entries(changes)) document.setIn(['infra:bankMvp', ...path.split('.')], value);
  writeFileSync(places.config, document.toString());
  return places.config;
}
