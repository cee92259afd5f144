import { readFileSync, writeFileSync } from 'node:fs';
import { parse, parseDocument } from 'yaml';
import { places } from './places.mjs';
import { Refusal } from './refusal.mjs';

const BELOW = 'infra:bankMvp';

/** What a config says of the bank: below its key, or the whole of it. */
export function bankIn(config) {
  const all = parse(readFileSync(config, 'utf8'));
  return all?.[BELOW] ?? all;
}

/** Writes a config with some values changed, `{ 'api.readiness': 'running' }`; the path of the new file. */
export function configWith(config, changes, file = places.config) {
  const document = parseDocument(readFileSync(config, 'utf8'));
  const above = document.has(BELOW) ? [BELOW] : [];
  for (const [path, value] of Object.entries(changes)) document.setIn([...above, ...path.split('.')], value);
  writeFileSync(file, document.toString());
  return file;
}

/**
 * The config as a first deployment takes it: there is neither image nor value yet, whatever it states. What is no config
 * at all is left to the library, which says what is wrong with it.
 */
export function forFirstDeployment(config) {
  const { api, adopt } = readable(config);
  if (api === undefined) return config;
  const adopted = Object.keys(adopt ?? {}).filter((key) => key !== 'parameters');
  if (adopted.length > 0) {
    throw new Refusal(
      `The account of the sandbox is empty, and ${config} adopts ${adopted.join(', ')}: take 'adopt' out.`,
    );
  }
  if (api.desiredCount === 0) {
    throw new Refusal(`The sandbox runs the API, and ${config} has 'api.desiredCount: 0': make it 1 or more.`);
  }
  return ['waiting', undefined].includes(api.readiness) ? config : configWith(config, { 'api.readiness': 'waiting' });
}

function readable(config) {
  try {
    return bankIn(config) ?? {};
  } catch {
    return {};
  }
}
