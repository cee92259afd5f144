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
    // Paths of the app's tree would take a third of the 51,200 bytes.
    this.node.setContext('aws:cdk:enable-path-metadata', false);
  }

  /** Adds a parameter, whose value the StackSet gives, and returns the reference to it. */
  public addParameter(name: string, description: string): string {
    const parameter = new CfnParameter(this, name, { type: 'String', description });
    return parameter.valueAsString;
  }

  /** Condition of what an account has once. */
  public get inHomeRegion(): CfnCondition {
    return (this.isHome ??= this.addRegionCondition('IsHomeRegion', this.homeRegion));
  }

  /** Adds the condition that the stack is in a region. */
  public addRegionCondition(name: string, region: string): CfnCondition {
    return new CfnCondition(this, name, { expression: Fn.conditionEquals(Aws.REGION, region) });
  }

  /** The template, in as few bytes as JSON has. */
  public toText(): string {
    return JSON.stringify(this.resolve(this._toCloudFormation()));
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
