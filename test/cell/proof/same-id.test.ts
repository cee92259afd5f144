import { CellDomain, CellEnvironment } from '../../../src/cell';
import { LaunchPhase } from '../../../src/service';
import { cellIn } from '../../support/cell';
import { newApp } from '../../support/cloud';

jest.setTimeout(60_000);

/** The names in the templates of a cell: what an account, or a region of it, has once. `ProductCell` is the id of each. */
function namesOf(environment: CellEnvironment): Set<string> {
  const app = newApp();
  const domain = CellDomain.inZone(`${environment.environmentName}.acme.example`, 'Z0123456789ABCDEFGHIJ');
  cellIn(app, { environment, domain, launchPhase: LaunchPhase.RUNNING });
  const names = app.synth().stacksRecursively.flatMap(({ template }) =>
    Object.values<{ Type: string; Properties?: object }>(template.Resources).flatMap(({ Type, Properties = {} }) =>
      Object.entries(Properties)
        .flatMap(([key, value]) => [[key, value], ...(/Config$/.test(key) ? Object.entries<unknown>(value) : [])])
        .filter(([key, value]) => typeof value === 'string' && isName(Type, key))
        .map(([key, value]) => [Type, key, value].join(' ')),
    ),
  );
  return new Set(names);
}

function isName(type: string, key: string): boolean {
  const isInside = /^(Metric|Database|User|Policy)Name$/.test(key); // of something that has a name itself
  const isIdentifier = /^(Family|(DBCluster|DBInstance)Identifier|ReplicationGroupId|UserGroupId|UserId)$/.test(key);
  return (isIdentifier && !/ParameterGroup$/.test(type)) || (/Name$/.test(key) && !isInside);
}

const NAMED = [
  ...['CloudFront::Function', 'CloudFront::VpcOrigin', 'CloudFront::ResponseHeadersPolicy', 'CloudWatch::Alarm'],
  ...['ECS::TaskDefinition', 'ElastiCache::ServerlessCache', 'Logs::LogGroup', 'SNS::Topic', 'SSM::Parameter'],
];

test('PC2j one app that is run again, for another environment, has no name in common with the cell before', () => {
  const prod = namesOf(CellEnvironment.PROD);
  const dev = namesOf(CellEnvironment.DEV);

  const types = new Set([...prod].map((name) => name.split(' ')[0].replace('AWS::', '')));
  expect([...types]).toEqual(expect.arrayContaining(NAMED));
  expect([...dev].filter((name) => prod.has(name))).toEqual([]);
});
