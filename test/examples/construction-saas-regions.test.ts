import { App } from 'aws-cdk-lib';
import { context } from '../../examples/construction-saas/cdk.json';
import { PlatformRegion } from '../../examples/construction-saas/platform-region';
import { FRANKFURT, LONDON } from '../../examples/construction-saas/regions';
import { danglingIn } from '../support/api';
import { resourcesOf, templateOf } from '../support/cloud';
import { assembly, stackOf, theOnly } from '../support/construction-saas';

jest.setTimeout(30_000);

/** The same with the second region: `-c frankfurt=true`. */
const both = new App({ context: { ...context, frankfurt: 'true' } });
const london = new PlatformRegion(both, 'london', LONDON);
new PlatformRegion(both, 'frankfurt', { ...FRANKFURT, registry: london });
const withFrankfurt = both.synth();

describe('CM8 the second region', () => {
  const peering = stackOf('peering', both, 'frankfurt');
  const inFrankfurt = withFrankfurt.stacks.filter(({ stackName }) => stackName.startsWith('frankfurt-'));

  test('CM8c changes no template of the first: outputs are added where they are read, and nothing else', () => {
    for (const { stackName, template } of assembly.stacks) {
      const { Outputs: before = {}, ...ours } = template;
      const { Outputs: after = {}, ...theirs } = withFrankfurt.getStackByName(stackName).template;
      expect(theirs).toEqual(ours);
      expect(after).toMatchObject(before);
      const added = Object.keys(after).filter((id) => !(id in before));
      expect([stackName, added.length > 0]).toEqual([stackName, /-network$/.test(stackName)]);
    }
  });

  test('CM8c is the whole platform again: the same resources in each stack, but those of the registry', () => {
    const count = (template: any) => {
      const types: string[] = Object.values<any>(template.Resources).map(({ Type }) => Type);
      return types.sort();
    };
    const others = inFrankfurt.filter(({ stackName }) => !/-(data|api|peering|peering-eu-west-2)$/.test(stackName));
    expect(others).toHaveLength(assembly.stacks.length - 2);
    for (const { stackName, template } of others) {
      expect(count(template)).toEqual(
        count(assembly.getStackByName(stackName.replace('frankfurt-', 'london-')).template),
      );
    }
    const regions = new Set(inFrankfurt.map(({ environment }) => environment.region));
    expect(regions).toEqual(new Set(['eu-central-1', 'eu-west-1', 'eu-west-2', 'us-east-1']));
    expect(danglingIn(both)).toEqual([]);
  });

  test('CM8a CM8b reads the registry of London by a peering of its own, whose other side is a twin in London', () => {
    const twin = withFrankfurt.getStackByName('frankfurt-peering-eu-west-2');
    const [{ Properties }] = resourcesOf(peering, 'AWS::EC2::VPCPeeringConnection');
    const login = templateOf(stackOf('api', both, 'frankfurt')).Resources;
    const tasks = Object.values<any>(login).filter(({ Type }) => Type === 'AWS::ECS::TaskDefinition');

    expect(Properties.PeerRegion).toBe('eu-west-2');
    expect(twin.environment.region).toBe('eu-west-2');
    for (const { Properties: task } of tasks) {
      const names = task.ContainerDefinitions[0].Secrets.map(({ Name }: { Name: string }) => Name);
      expect(names).toEqual(expect.arrayContaining(['DB_PASSWORD', 'REGISTRY_DB_PASSWORD']));
    }
    expect(tasks).toHaveLength(2);
    const users = Object.keys(templateOf(stackOf('data', both, 'frankfurt')).Resources).join();
    expect(users).not.toContain('Usersregistry');
  });

  test('CM3a has hosts of its own, which no name of London covers', () => {
    const { DistributionConfig } = theOnly(stackOf('site', both, 'frankfurt'), 'AWS::CloudFront::Distribution');

    expect(DistributionConfig.Aliases).toEqual(['*.eu.platform.example']);
  });
});
