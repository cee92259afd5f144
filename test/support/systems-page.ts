import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';

/** What is billed by the hour or by the piece, as docs/systems.md names it. */
const COUNTED: Record<string, string[]> = {
  'NAT gateways': ['EC2::NatGateway'],
  'load balancers': ['ElasticLoadBalancingV2::LoadBalancer'],
  'Fargate services': ['ECS::Service'],
  'database instances': ['RDS::DBInstance'],
  caches: ['ElastiCache::ServerlessCache', 'ElastiCache::ReplicationGroup'],
  'Lambda functions': ['Lambda::Function'],
  distributions: ['CloudFront::Distribution'],
  'web ACLs': ['WAFv2::WebACL'],
  'KMS keys': ['KMS::Key'],
  secrets: ['SecretsManager::Secret'],
};

/** What the stacks of a system have of all that docs/systems.md counts. */
export function countedIn(stacks: CloudFormationStackArtifact[]): Record<string, string> {
  const types: string[] = stacks.flatMap(({ template }) =>
    Object.values<{ Type: string }>(template.Resources ?? {}).map(({ Type }) => Type.replace('AWS::', '')),
  );
  const regions = [...new Set(stacks.map(({ environment }) => environment.region))].sort();
  const counts = Object.entries(COUNTED).map(([name, counted]) => {
    return [name, `${types.filter((type) => counted.includes(type)).length}`];
  });
  return { stacks: `${stacks.length}`, regions: regions.join('<br>'), ...Object.fromEntries(counts) };
}

/** The column of a system in the table of docs/systems.md, by the names of its rows. */
export function columnOf(system: string): Record<string, string> {
  const page = readFileSync(join(__dirname, '../../docs/systems.md'), 'utf8');
  const rows = page.split('\n').flatMap((line) => (line.startsWith('|') ? [cellsOf(line)] : []));
  const head = rows.findIndex(([first, ...names]) => first === '' && names.includes(system));
  const column = rows[head].indexOf(system);
  const counted = ['stacks', 'regions', ...Object.keys(COUNTED)];
  return Object.fromEntries(
    rows.slice(head).flatMap((row) => (counted.includes(row[0]) ? [[row[0], row[column]]] : [])),
  );
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
