import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';

const APP = `node ${join(Repository.here.root, 'test/house/cell-app.mjs')}`;
export const SENTENCE = {
  productName: 'acme-crm',
  modules: 'tasks,contacts,documents,finance',
  environment: 'prod',
};

/** What each cell has: its root last, for it depends on all others. */
export const PARTS = ['network', 'hub', 'data', 'images', 'services', 'site', 'watch'].map(
  (part) => `ProductCell/${part}`,
);

/** Runs the CLI on the app of `cell-app.mjs`, with a cell of this context, into a folder at the desk. */
export async function onApp(
  desk: CliDesk,
  folder: string,
  context: Record<string, string>,
  ...args: string[]
): Promise<Outcome> {
  const given = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  return desk.cdk({ deployed: [] }, '--app', APP, '--output', folder, ...given, ...args);
}

/** The stacks that the CLI lists, by their path: it writes their name behind it if that is another one. */
export function pathsOf({ out }: Outcome): string[] {
  return out
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
}
