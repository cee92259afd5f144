import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import createOnly from '../../sandbox/emulator/create-only.json';
import { readBank, RUNNING } from '../support/bank';

jest.setTimeout(30_000);

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

/** Logical ids of the release that are gone, with the reason: CHANGELOG.md names each. `npx projen record-release` empties it. */
const GONE: string[] = [];

const assembly = JSON.parse(gunzipSync(readFileSync(join(__dirname, 'released.json.gz'))).toString('utf8'));
const released = resourcesOf(stacksOf(assembly['manifest.json']), (file) => assembly[file]);
const current = resourcesNow();

function stacksOf({ artifacts }: any): Array<{ place: string; file: string }> {
  return Object.values<any>(artifacts)
    .filter(({ type }) => type === 'aws:cloudformation:stack')
    .map(({ displayName, properties }) => ({ place: displayName, file: properties.templateFile }));
}

function resourcesOf(
  stacks: Array<{ place: string; file: string }>,
  read: (file: string) => any,
): Map<string, Resource> {
  const all = stacks.flatMap(({ place, file }) =>
    Object.entries<Resource>(read(file).Resources).map(([id, it]): [string, Resource] => [`${place} ${id}`, it]),
  );
  return new Map(all);
}

function resourcesNow(): Map<string, Resource> {
  const { templates } = readBank(RUNNING);
  const all = Object.entries(templates).flatMap(([place, text]) =>
    Object.entries<Resource>(JSON.parse(text).Resources).map(([id, it]): [string, Resource] => [
      `Bank/${place} ${id}`,
      it,
    ]),
  );
  return new Map(all);
}

/** Properties whose change replaces the resource, by CloudFormation's schema. */
function replacingProperties(type: string): string[] {
  return (createOnly as Record<string, { replaced?: string[] }>)[type]?.replaced ?? [];
}

test('LB6 PC15c every logical id of the last release is there, with its type', () => {
  const lost = [...released].filter(([id, { Type }]) => current.get(id)?.Type !== Type).map(([id]) => id);

  expect(released.size).toBeGreaterThan(100);
  expect(lost.sort()).toEqual(GONE);
});

test('LB6 no resource that is retained is replaced: names and what else CloudFormation cannot change are as released', () => {
  const retained = [...released].filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'));
  const compared = retained.flatMap(([id, { Type, Properties }]) =>
    replacingProperties(Type).map((name) => ({
      id,
      name,
      was: Properties?.[name],
      is: current.get(id)?.Properties?.[name],
    })),
  );

  expect(retained.length).toBeGreaterThan(10);
  expect(compared.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is))).toEqual([]);
});

test('LB6 what is retained stays retained', () => {
  const retained = [...released].filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'));
  const deleted = retained.filter(([id, { DeletionPolicy }]) => current.get(id)?.DeletionPolicy !== DeletionPolicy);

  expect(deleted.map(([id]) => id)).toEqual([]);
});
