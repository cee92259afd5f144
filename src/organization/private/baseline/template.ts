import { Annotations, Aws, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InlineSynthesizer } from './inline-synthesizer';
import { templateProblems } from './template-problems';

/** What the template of a baseline is named after. */
export interface BaselineTemplateProps {
  readonly stackSetName: string;
  /** Region that has what an account has once. */
  readonly homeRegion: string;
}

/** A stack whose template is a text inside of another stack: it has no artifact, account or region of its own. */
export class BaselineTemplate extends Stack {
  private readonly homeRegion: string;
  private isHome?: CfnCondition;

  constructor(scope: Construct, id: string, { stackSetName, homeRegion }: BaselineTemplateProps) {
    super(scope, id, {
      stackName: stackSetName,
      description: 'Baseline of an account',
      synthesizer: new InlineSynthesizer(),
      analyticsReporting: false,
    });
    this.homeRegion = homeRegion;
  }

  /** Adds a parameter, whose value the StackSet gives, and returns the reference to it. */
  public addParameter(name: string, description: string): string {
    const parameter = new CfnParameter(this, name, { type: 'String', description });
    return parameter.valueAsString;
  }

  /** Name of a role: of the baseline, which a service control policy knows it by, and of the region, since IAM has none. */
  public roleName(part: string): string {
    return `${this.stackName}-${part}-${Aws.REGION}`;
  }

  /** Condition of what an account has once. */
  public get inHomeRegion(): CfnCondition {
    return (this.isHome ??= regionCondition(this, 'IsHomeRegion', this.homeRegion));
  }

  /** The template, in as few bytes as JSON has. */
  public toText(): string {
    const template = this.resolve(this._toCloudFormation());
    Object.values<any>(template.Resources).forEach(withoutPath);
    return JSON.stringify(template);
  }

  /** What StackSets would refuse, or deploy otherwise than it reads. The CDK asks when the whole app is there. */
  public problems(): string[] {
    this.passOnWarnings();
    return [...this.annotated('aws:cdk:error'), ...templateProblems(this.toText())];
  }

  /** The CDK prints the warnings of stacks that have an artifact. */
  private passOnWarnings(): void {
    this.annotated('aws:cdk:warning').forEach((warning) => Annotations.of(this.node.scope!).addWarning(warning));
  }

  private annotated(type: string): string[] {
    return this.node.findAll().flatMap(({ node }) => {
      return node.metadata.filter((entry) => entry.type === type).map(({ data }) => `${String(data)} [${node.path}]`);
    });
  }
}

/** The condition that a stack is in a region. */
export function regionCondition(scope: Construct, id: string, region: string): CfnCondition {
  return new CfnCondition(scope, id, { expression: Fn.conditionEquals(Aws.REGION, region) });
}

/** The CLI asks for the paths of the app's tree in templates: they would take a third of the 51,200 bytes. */
function withoutPath(resource: any): void {
  const { 'aws:cdk:path': path, ...others } = resource.Metadata ?? {};
  if (path === undefined) return;
  if (Object.keys(others).length > 0) resource.Metadata = others;
  else delete resource.Metadata;
}
