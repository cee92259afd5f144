import { createHash } from 'node:crypto';
import { listed, Refused } from './refused.mjs';

const TENANT = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * @typedef {object} Settings
 * @property {import('./definition.mjs').Definition} definition
 * @property {string} definitionSha256 of what decides on the rows: a file under another definition is another import
 * @property {string} bucket
 * @property {string} key
 * @property {string} etag of the event, or * for any version
 * @property {string} run
 * @property {string} reports prefix of what is written
 * @property {string} importId of an import to undo
 * @property {Record<string, string | undefined>} environment
 */

/**
 * What the task definition and the state machine ask for.
 *
 * @param {Record<string, string | undefined>} environment
 * @returns {Settings}
 */
export function settingsOf(environment) {
  const need = (name) => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is missing: the task definition and the state machine set it.`);
    return value;
  };
  const definition = JSON.parse(need('IMPORT_DEFINITION'));
  return {
    definition,
    definitionSha256: sha256Of(definition),
    bucket: need('FILES_BUCKET'),
    key: environment.IMPORT_KEY ?? '',
    etag: environment.IMPORT_ETAG ?? '',
    run: need('IMPORT_RUN'),
    reports: need('IMPORT_REPORTS'),
    importId: environment.IMPORT_ID ?? '',
    environment,
  };
}

function sha256Of({ format, table, columns, keyColumns, tenant, importIdColumn }) {
  const text = JSON.stringify([format, table, columns, keyColumns, tenant, importIdColumn]);
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The tenant of a file: the folder below the prefix, or nothing.
 *
 * @param {Settings} settings
 */
export function tenantOf({ definition: { keyPrefix = '', tenant }, key }) {
  if (!key.startsWith(keyPrefix) || key === keyPrefix) {
    throw new Refused(`The key ${listed([key])} is not below ${keyPrefix}: upload the file there.`);
  }
  if (!tenant) return '';
  const [folder, ...rest] = key.slice(keyPrefix.length).split('/');
  if (rest.length === 0 || rest.at(-1) === '') {
    throw new Refused(`The file ${listed([key])} is in no folder of a tenant: upload it to ${keyPrefix}<tenant>/.`);
  }
  if (!TENANT.test(folder)) {
    throw new Refused(
      `The folder ${listed([folder])} cannot be a tenant: it must have letters, digits and _.- alone, at most 100, and begin with a letter or a digit.`,
    );
  }
  return folder;
}
