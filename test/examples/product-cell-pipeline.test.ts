import { Stage } from 'aws-cdk-lib';
import { context } from '../../examples/product-cell/cdk.json';
import { requireExample } from '../support/example';

jest.setTimeout(120_000);

const { app } = requireExample('product-cell', context, 'pipeline');
const assembly = app.synth();
const { Resources } = assembly.getStackByName('Delivery').template;
const [pipeline] = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CodePipeline::Pipeline');
const stageOf = (name: string) => pipeline.Properties.Stages.find(({ Name }: any) => Name === name);
const stacksOf = (name: string) => (app.node.findChild(name) as Stage).synth().stacksRecursively;

describe('examples/product-cell/pipeline.ts', () => {
  test('PC15 PC15a deploys the cells of acme-crm to dev, staging and production, each to an account of its own', () => {
    const names = pipeline.Properties.Stages.map(({ Name }: any) => Name);
    expect(names.filter((name: string) => !/^(Source|UpdatePipeline|Assets)$/.test(name))).toEqual([
      'dev',
      'staging',
      'prod',
    ]);
    const accounts = ['dev', 'staging', 'prod'].map((name) => [
      ...new Set(stacksOf(name).map(({ environment }) => environment.account)),
    ]);
    expect(accounts).toEqual([['111111111110'], ['111111111112'], ['111111111111']]);
    expect(assembly.manifest.missing ?? []).toEqual([]);
  });

  test('PC15a deploys every stack of a cell, the root at last', () => {
    for (const name of ['dev', 'staging', 'prod']) {
      const { Actions } = stageOf(name);
      const deployed = Actions.filter(({ Name }: any) => /\.?Deploy$/.test(Name));
      expect(deployed).toHaveLength(stacksOf(name).length);
      const last = deployed.reduce((one: any, other: any) => (other.RunOrder > one.RunOrder ? other : one));
      expect(last.Configuration.StackName).toBe(`acme-crm-${name}`);
    }
  });

  test('PC15a PC15d asks a person before production alone, and stops at an alarm that this cell has', () => {
    const asks = ['dev', 'staging', 'prod'].map((name) =>
      stageOf(name).Actions.some(({ Name }: any) => Name === 'Approve'),
    );
    expect(asks).toEqual([false, false, true]);
    const [{ Rules }] = stageOf('prod').OnSuccess.Conditions;
    const made = stacksOf('prod').flatMap(({ template }) => Object.values<any>(template.Resources));
    const [{ Configuration, RoleArn }] = Rules;
    expect(made.map(({ Properties }) => Properties?.AlarmName)).toContain(Configuration.AlarmName);
    expect(made.map(({ Properties }) => Properties?.RoleName)).toContain(RoleArn.split('/')[1]);
  });
});
