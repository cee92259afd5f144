import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { places } from '../../kernel/places.mjs';
import { Refusal } from '../../kernel/refusal.mjs';

const KEY = 'infra:bankMvp';

/** The config of the example with an open gate, and where a changed one is written to. */
export const OPEN = join(places.examples, 'rl-bank', 'open.yaml');
export const CHANGED = join(places.run, 'bank.yaml');

/** The bank of a config file: the value of its key, or the whole file. */
export function bankIn(config) {
  const all = parse(readFileSync(config, 'utf8'));
  return all?.[KEY] ?? all;
}

/** Writes a config with some values changed, or removed: `{ 'api.launchPhase': 'running', alarms: undefined }`; its path. */
export function configWith(config, changes, file = CHANGED) {
  const document = parseDocument(readFileSync(config, 'utf8'));
  const prefix = document.has(KEY) ? [KEY] : [];
  for (const [path, value] of Object.entries(changes)) {
    const keys = [...prefix, ...path.split('.')];
    if (value !== undefined) document.setIn(keys, value);
    else if (document.hasIn(keys)) document.deleteIn(keys);
  }
  writeFileSync(file, document.toString());
  return file;
}

/**
 * The config of a first deployment, which has neither an image nor values yet: `api.launchPhase` is `not-ready`, whatever
 * the file says. A file that is no config is left to the library, which says what is wrong with it.
 */
export function forFirstDeployment(config) {
  const { api, adopt } = readable(config);
  if (api === undefined) return config;
  const adopted = Object.keys(adopt ?? {}).filter((key) => key !== 'parameters');
  if (adopted.length > 0) {
    throw new Refusal(
      `'adopt' of ${config} has ${adopted.join(', ')}, but the account of the sandbox is empty: remove 'adopt'.`,
    );
  }
  if (api.desiredCount === 0) {
    throw new Refusal(`'api.desiredCount' of ${config} is 0, but the sandbox runs the API: set it to 1 or more.`);
  }
  return ['not-ready', undefined].includes(api.launchPhase)
    ? config
    : configWith(config, { 'api.launchPhase': 'not-ready' });
}

function readable(config) {
  try {
    return bankIn(config) ?? {};
  } catch {
    return {};
  }
}
