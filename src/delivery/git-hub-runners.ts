import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnProject, ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { Connections, IConnectable, ISecurityGroup, IVpc, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { GitHubRunnerScope } from './git-hub-runner-scope';
import { PendingInput } from '../core';
import { connectionPending } from './private/runners/pending';
import { runnersProblems } from './private/runners/problems';
import { sourceOf, triggersOf } from './private/runners/project-parts';
import { grantConnection, grantLogs, grantNetwork } from './private/runners/role';
import { DURATION, SECURITY_GROUP, VPC } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, instance, NUMBER, oneOf, OPTIONS, requireTypes, TEXT } from '../core/private/checks/types';
import { acknowledge } from '../core/private/resources/acknowledge';

/** Properties for defining `GitHubRunners`. */
export interface GitHubRunnersProps {
  /** Name of the CodeBuild project, which workflows name in `runs-on`. */
  readonly projectName: string;

  /** Repositories whose jobs run here. */
  readonly scope: GitHubRunnerScope;

  /**
   * ARN of the connection of AWS CodeConnections to GitHub. A job has its token: install its GitHub app for these repositories
   * alone.
   */
  readonly connectionArn: string;

  /**
   * VPC of the jobs, for those that reach what is private in it. Each job then takes an address of a subnet.
   * @default - a network of AWS, with the internet and nothing of yours
   */
  readonly vpc?: IVpc;

  /**
   * Subnets of the jobs. They need a route to GitHub.
   * @default - private subnets with a route to the internet
   */
  readonly subnets?: SubnetSelection;

  /**
   * Security group of the jobs.
   * @default - a group that lets nothing in, and out what the VPC lets out
   */
  readonly securityGroup?: ISecurityGroup;

  /**
   * Image of CodeBuild that has tools for jobs.
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
   * @default 'aws/codebuild/amazonlinux-x86_64-standard:5.0'
   */
  readonly image?: string;

  /**
   * Size of a runner, unless the label of a job asks for another one.
   * @default ComputeType.SMALL
   */
  readonly computeType?: ComputeType;

  /**
   * Whether jobs are root on the host of their container, which building images by Docker needs.
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Jobs that run at once. More wait, eight hours at most.
   * @default 10
   */
  readonly maxConcurrentJobs?: number;

  /**
   * Time after which CodeBuild stops a job.
   * @default Duration.hours(1)
   */
  readonly jobTimeout?: Duration;
}

/**
 * Runners of GitHub Actions in AWS CodeBuild: one for each job, made when GitHub queues it and gone after it. Neither a token of
 * registration nor a server is kept.
 *
 * The role of the runners writes logs and opens the connection: what a job may do in AWS comes from the role that it assumes by
 * its OIDC token, as on runners of GitHub.
 *
 * [src/delivery/RUNNERS.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/delivery/RUNNERS.md) has what they cost
 * and risk.
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/action-runner.html
 * @example
 * import { GitHubRunners, GitHubRunnerScope } from 'rl-bank-constructs/delivery';
 *
 * const runners = new GitHubRunners(this, 'Runners', {
 *   projectName: 'acme-runners',
 *   scope: GitHubRunnerScope.organization('acme', ['crm', 'billing']),
 *   connectionArn: 'arn:aws:codeconnections:us-east-1:100000000004:connection/a1b2c3d4-5678-90ab-cdef-1234567890ab',
 * });
 */
@propertyInjectable
export class GitHubRunners extends Construct implements IConnectable {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.GitHubRunners';

  /** Security groups of the jobs; none without a VPC. */
  public readonly connections: Connections;

  /** Value of `runs-on` in a workflow. */
  public readonly runsOn: string;

  /** Log group of the jobs. */
  public readonly logGroup: ILogGroup;

  /** The connection, which is approved by hand before the first deployment. */
  public readonly pendingInputs: PendingInput[];

  constructor(scope: Construct, id: string, props: GitHubRunnersProps) {
    super(scope, id);
    requireProps(this, props, { projectName: true, scope: true, connectionArn: true });
    requireTypes(this, props, {
      ...{ projectName: TEXT, scope: instance('a GitHubRunnerScope', 'repositories'), connectionArn: TEXT },
      ...{ vpc: VPC, subnets: OPTIONS, securityGroup: SECURITY_GROUP, image: TEXT, privileged: BOOLEAN },
      ...{ computeType: oneOf({ ComputeType }), maxConcurrentJobs: NUMBER, jobTimeout: DURATION },
    });
    throwOnProblems(this, ...runnersProblems(Stack.of(this), props));
    const { projectName, connectionArn, vpc, privileged = false } = props;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/codebuild/${projectName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      description: `Runs jobs of GitHub in ${projectName}`,
      assumedBy: new ServicePrincipal('codebuild.amazonaws.com').withConditions({
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
      }),
    });
    const grants = [grantLogs(this, role, this.logGroup), grantConnection(this, role, connectionArn)];
    const securityGroup =
      vpc && (props.securityGroup ?? new SecurityGroup(this, 'SecurityGroup', { vpc, description: projectName }));
    const subnetIds = vpc?.selectSubnets(props.subnets).subnetIds ?? [];
    if (vpc) grants.push(grantNetwork(this, role, subnetIds, securityGroup!.securityGroupId));

    const project = new CfnProject(this, 'Project', {
      name: projectName,
      description: 'Runners of GitHub Actions, one for each job',
      serviceRole: role.roleArn,
      source: sourceOf(props.scope, connectionArn),
      triggers: triggersOf(props.scope),
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: props.image ?? 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        computeType: props.computeType ?? ComputeType.SMALL,
        privilegedMode: privileged,
      },
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: this.logGroup.logGroupName } },
      concurrentBuildLimit: props.maxConcurrentJobs ?? 10,
      timeoutInMinutes: (props.jobTimeout ?? Duration.hours(1)).toMinutes(),
      queuedTimeoutInMinutes: Duration.hours(8).toMinutes(),
      vpcConfig: vpc && {
        vpcId: vpc.vpcId,
        subnets: subnetIds,
        securityGroupIds: [securityGroup!.securityGroupId],
      },
    });
    grants.forEach((grant) => grant.applyBefore(project));
    acknowledge(
      project,
      'CB4',
      'The project has no artifacts that a key could encrypt: GitHub keeps those of workflows',
    );
    if (privileged) acknowledge(project, 'CB3', 'The caller asked for it by `privileged`, for jobs that build images');

    this.connections = new Connections({ securityGroups: securityGroup ? [securityGroup] : [] });
    this.runsOn = `codebuild-${projectName}-\${{ github.run_id }}-\${{ github.run_attempt }}`;
    this.pendingInputs = [connectionPending(connectionArn, props.scope)];
  }
}
