import { AspectPriority, Aspects, IAspect, Stack, Stage } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { S3Trigger } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { CodePipeline, CodePipelineSource } from 'aws-cdk-lib/pipelines';
import { Construct, IConstruct } from 'constructs';
import { DeployPermissions } from './deploy-permissions';
import { DeployRole } from './deploy-role';
import { DeployTrust } from './deploy-trust';
import { acknowledgeGrants } from './private/pipeline/acknowledge-grants';
import { AddedWave, stopOnAlarms } from './private/pipeline/alarm-conditions';
import { ApprovalStep } from './private/pipeline/approval-step';
import { keepArtifacts } from './private/pipeline/artifacts';
import { denyOtherBuilds } from './private/pipeline/asset-roles';
import { failedExecutions, pipelineAlarms, pipelineGraphs } from './private/pipeline/pipeline-observed';
import { lateWaveProblems, pipelineProblems, PIPELINE_TYPES } from './private/pipeline/pipeline-problems';
import { sourceBucket, SOURCE_KEY, startOnUpload } from './private/pipeline/source';
import { unsaidApprovalProblem, waveProblems, WAVE_TYPES } from './private/pipeline/wave-problems';
import { WaveOptions } from './wave-options';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, LIST, requireTypes, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `StagedPipeline`. */
export interface StagedPipelineProps {
  /** Name of the pipeline. Its roles are `<pipelineName>-pipeline` and `<pipelineName>-upload`. */
  readonly pipelineName: string;

  /** Trust of the role that uploads cloud assemblies: jobs of GitHub Actions, by `DeployTrust.oidc(…)`. */
  readonly trust: DeployTrust;

  /**
   * Whether the pipeline leaves its own stack alone. It then has to be deployed by an administrator for each new stack and each
   * new asset, before the upload.
   * @default false
   */
  readonly selfMutationDisabled?: boolean;

  /**
   * Version of the AWS CDK CLI that deploys the stack of the pipeline, such as `2.1148.1`.
   * @default - the newest version 2
   */
  readonly cliVersion?: string;

  /**
   * Version of cdk-assets that publishes files and images.
   * @default - the newest version
   */
  readonly assetsCliVersion?: string;
}

/**
 * CodePipeline that deploys one cloud assembly to one account after the other, by CDK Pipelines. CI builds, tests and synthesizes; what
 * it uploads is what each account gets.
 *
 * [src/delivery/PIPELINE.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/delivery/PIPELINE.md) has the workflow, the
 * roles and what they can do.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/cdk-pipeline.html
 * @example
 * import { DeployTrust, GitHubRepository, OidcIssuer, StagedPipeline, WaveApproval } from 'rl-bank-constructs/delivery';
 * import { Stage } from 'aws-cdk-lib';
 *
 * declare const dev: Stage; // with an `env` of its own account
 * declare const prod: Stage;
 *
 * const repository = GitHubRepository.of('acme/platform');
 * const pipeline = new StagedPipeline(this, 'Pipeline', {
 *   pipelineName: 'acme-crm',
 *   trust: DeployTrust.oidc(new OidcIssuer(this, 'GitHub'), repository.subjectsForEnvironment('release')),
 * });
 * pipeline.addStage(dev);
 * pipeline.addStage(prod, { approval: WaveApproval.manual() });
 */
@propertyInjectable
export class StagedPipeline extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.StagedPipeline';

  /** Name of the pipeline. */
  public readonly pipelineName: string;

  /** ARN of the role of the pipeline, built from its name: roles of other accounts trust it before it deploys to them. */
  public readonly roleArn: string;

  /** Role of CI, which may put the cloud assembly and nothing else. */
  public readonly uploadRole: DeployRole;

  /** Bucket of the cloud assemblies. */
  public readonly sourceBucket: IBucket;

  /** Address to upload a zipped cloud assembly to, `s3://<bucket>/cloud-assembly.zip`. */
  public readonly sourceUri: string;

  private readonly pipeline: CodePipeline;
  private readonly role: Role;
  private readonly waves: AddedWave[] = [];
  private isBuilt = false;

  constructor(scope: Construct, id: string, props: StagedPipelineProps) {
    super(scope, id);
    requireProps(this, props, { pipelineName: true, trust: true });
    throwOnProblems(this, ...typeProblems(props, PIPELINE_TYPES));
    throwOnProblems(this, ...pipelineProblems(props));
    const { pipelineName, cliVersion, assetsCliVersion } = props;
    this.pipelineName = pipelineName;
    const bucket = sourceBucket(this);
    this.sourceBucket = bucket;
    this.sourceUri = bucket.s3UrlForObject(SOURCE_KEY);
    const put = new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(SOURCE_KEY)] });
    this.uploadRole = new DeployRole(this, 'Upload', {
      trust: props.trust,
      roleName: `${pipelineName}-upload`,
      description: `Uploads what ${pipelineName} deploys`,
      permissions: DeployPermissions.of([put]),
    });
    const roleName = `${pipelineName}-pipeline`;
    this.role = new Role(this, 'Role', { roleName, assumedBy: new ServicePrincipal('codepipeline.amazonaws.com') });
    this.roleArn = Stack.of(this).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
    this.pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineName,
      pipelineType: PipelineType.V2,
      role: this.role,
      synth: CodePipelineSource.s3(bucket, SOURCE_KEY, { actionName: 'CloudAssembly', trigger: S3Trigger.NONE }),
      crossAccountKeys: true,
      enableKeyRotation: true,
      selfMutation: props.selfMutationDisabled !== true,
      cliVersion,
      cdkAssetsCliVersion: assetsCliVersion,
    });
    acknowledgeGrants(this.role, this.pipeline);
    this.node.addValidation({ validate: () => lateWaveProblems(this.waves) });
    const build: IAspect = { visit: (node: IConstruct) => void (node === this && this.buildPipeline()) };
    Aspects.of(this).add(build, { priority: AspectPriority.MUTATING });
  }

  /** Alarms: `PipelineFailed`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return pipelineAlarms(this);
  }

  /** Graph of failed executions. */
  public get graphDefinitions(): GraphDefinition[] {
    return pipelineGraphs(this);
  }

  /** No log queries: CodePipeline tells what failed in the execution itself. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Adds a wave of one Stage, behind those that were added before.
   * @param stage Stage with an account and a region, all of whose stacks are deployed
   * @param options approval and alarms
   */
  public addStage(stage: Stage, options: WaveOptions = {}): Stage {
    requireArgument(this, 'stage', stage, STAGE);
    this.addWave(stage.stageName, [stage], options);
    return stage;
  }

  /**
   * Adds a wave: Stages that are deployed side by side, behind those that were added before.
   * @param id name of the wave in the pipeline, which of one Stage is the name of that
   * @param stages Stages with an account and a region
   * @param options approval before, and alarms after all of them
   */
  public addWave(id: string, stages: Stage[], options: WaveOptions = {}): Stage[] {
    requireArgument(this, 'stages', stages, LIST);
    stages.forEach((stage, index) => requireArgument(this, `stages[${index}]`, stage, STAGE));
    requireTypes(this, options, WAVE_TYPES);
    const isLater = this.waves.length > 0;
    throwOnProblems(
      this,
      ...waveProblems(id, stages, options),
      isLater ? unsaidApprovalProblem(options, 'each wave after the first') : undefined,
    );
    const approval = options.approval?._options;
    const wave = this.pipeline.addWave(id, { pre: approval ? [new ApprovalStep(approval)] : [] });
    stages.forEach((stage) => wave.addStage(stage));
    // CDK Pipelines gives a wave of one Stage the name of that.
    this.waves.push({ id: stages.length === 1 ? stages[0].stageName : id, options });
    return stages;
  }

  /** Builds the pipeline of its waves. Synthesis does so where nothing asks for it before, such as a mixin that has to reach all resources. */
  public buildPipeline(): void {
    if (this.isBuilt || this.waves.length === 0) return;
    this.isBuilt = true;
    this.pipeline.buildPipeline();
    const { pipeline } = this.pipeline;
    startOnUpload(this, this.sourceBucket, pipeline);
    keepArtifacts(pipeline);
    denyOtherBuilds(this, this.pipeline);
    stopOnAlarms(pipeline, this.waves);
    const resources = [...new Set(this.waves.flatMap(({ options }) => (options.alarms ?? []).map((it) => it.roleArn)))];
    if (resources.length > 0) {
      const statements = [new PolicyStatement({ actions: ['sts:AssumeRole'], resources })];
      new Policy(this, 'ReadAlarms', { roles: [this.role], statements });
    }
  }

  /**
   * Executions that failed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailedExecutions(props?: MetricOptions): Metric {
    return failedExecutions(this.pipelineName, props);
  }
}

const STAGE = instance('a Stage', 'stageName');
