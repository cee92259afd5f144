// The modules of the cell: a parameter each, below one path. A module that comes or goes is found by the tasks that start after it.
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';

/**
 * The modules by name, each with the path of its health.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {{ send: (command: any) => Promise<any> }} client
 * @returns {Promise<Map<string, { healthPath: string }>>}
 */
export async function modulesOf({ MODULES_PATH: Path }, client = new SSMClient({})) {
  if (!Path) throw new Error('MODULES_PATH is missing: the cell gives it to its API.');
  const found = new Map();
  let NextToken;
  do {
    const page = await client.send(new GetParametersByPathCommand({ Path, NextToken })); // ten at a time
    for (const { Name, Value } of page.Parameters ?? []) found.set(Name.slice(Path.length + 1), JSON.parse(Value));
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}
