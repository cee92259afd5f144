import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies an assembly with changed templates. The CLI uploads a template by its hash, once, so that each copy gets its own.
 *
 * @param {string} from
 * @param {string} to
 * @param {(template: any, path: string) => void} change
 */
export function copyAssembly(from, to, change) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const read = (file) => JSON.parse(readFileSync(join(to, file), 'utf8'));
  const manifest = read('manifest.json');
  for (const { type, displayName, properties } of Object.values(manifest.artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue;
    const template = read(properties.templateFile);
    change(template, displayName);
    const text = JSON.stringify(template);
    writeFileSync(join(to, properties.templateFile), text);

    const file = properties.templateFile.replace('.template.json', '.assets.json');
    const [was] = /[0-9a-f]{64}(?=\.json$)/.exec(properties.stackTemplateAssetObjectUrl) ?? [];
    if (was === undefined) throw new Error(`${displayName} has no template by hash`);
    const is = createHash('sha256').update(text).digest('hex');
    properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace(was, is);
    writeFileSync(join(to, file), JSON.stringify(read(file)).replaceAll(was, is));
  }
  writeFileSync(join(to, 'manifest.json'), JSON.stringify(manifest));
}

/**
 * Changes the properties of each resource of a type in a template; the logical ids of these resources.
 *
 * @param {any} template
 * @param {string} type
 * @param {(properties: any) => void} change
 */
export function changeResources(template, type, change) {
  const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  assert.ok(resources.length > 0, `a resource of ${type}`);
  for (const [, { Properties }] of resources) change(Properties);
  return resources.map(([id]) => id);
}
