import { Stack } from 'aws-cdk-lib';
import { Grant, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { ManageInfrastructureOptions } from './infrastructure-options';
import { IEcsService, IImageRepository, IImageSigning, ISchemaMigration } from '../service';
import { IStaticSpaSite } from '../site';
import { accountProblem, regionProblem } from './private/account-problem';
import { alarmReadPermissions } from './private/alarm-permissions';
import { attach } from './private/attach';
import { imageProblem } from './private/image-problem';
import { infrastructureProblems, planProblems, stackDeployProblems } from './private/infrastructure-problems';
import {
  cacheStatements,
  certificateStatements,
  cloudFormationStatements,
  infrastructureReadStatements,
  zoneStatements,
} from './private/infrastructure-statements';
import { listProblem, noStatementsProblem } from './private/kind-problem';
import { logReadPermissions, requireLogGroups } from './private/log-permissions';
import { requireDeployTypes, requireDiffTypes, requireInfrastructureTypes } from './private/option-types';
import { parameterProblems } from './private/parameter-problems';
import type { PermissionSet } from './private/permission-set';
import { releasePermissions } from './private/release-permissions';
import { requireReleaseTypes } from './private/release-problems';
import { signedPushPermissions } from './private/signed-push-permissions';
import { bootstrapRoleStatements, stackReadStatements } from './private/stack-statements';
import { wildcardProblem } from './private/wildcard-problem';
import { DeployReleasesOptions } from './release-options';
import { DeployStacksOptions, DiffStacksOptions } from './stack-options';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance } from '../core/private/checks/types';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';

/**
 * Permissions of a `DeployRole`: one job of CI, with the actions and resources that it needs and no others.
 *
 * [src/delivery/README.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/delivery/README.md)
 * lists the actions of each.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 * @example
 * import { DeployPermissions, DeployRole, DeployTrust } from 'rl-bank-constructs/delivery';
 * import { BankApiService } from 'rl-bank-constructs/service';
 *
 * declare const api: BankApiService;
 * declare const trust: DeployTrust;
 *
 * new DeployRole(this, 'Roll', { trust, permissions: DeployPermissions.rollService(api) });
 */
export class DeployPermissions {
  /**
   * Pushes images to one ECR repository and moves the deployment tag. Does not deploy the service and reads no secret.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
   * @param image the repository
   */
  public static pushImages(image: IImageRepository): DeployPermissions {
    requireArgument('DeployPermissions.pushImages', 'image', image, instance('an IImageRepository', 'repositoryArn'));
    return new DeployPermissions({
      isListed: true,
      description: `Pushes images to ${image.repositoryUri}`,
      problemsOf: (role) => [wildcardProblem('image', image.repositoryArn), imageProblem(role, image)],
      grantTo: (role) => image.grantPush(role).principalStatements,
    });
  }

  /**
   * Pushes images as `pushImages` does, and signs them: ECR signs an image as the role that pushes it. The role can ask
   * whether that is done, so that CI rolls nothing else.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
   * @param image the repository
   * @param signing the signing, whose filters match the repository
   */
  public static pushSignedImages(image: IImageRepository, signing: IImageSigning): DeployPermissions {
    const place = 'DeployPermissions.pushSignedImages';
    requireArgument(place, 'image', image, instance('an IImageRepository', 'repositoryArn'));
    requireArgument(place, 'signing', signing, instance('an IImageSigning', 'signingProfileArn'));
    return new DeployPermissions(signedPushPermissions(image, signing));
  }

  /**
   * Forces deployments of one ECS service and describes it. Cannot choose another task definition or turn on ECS Exec.
   *
   * The role can set what ECS has no condition keys for: the desired count, to 0 too, deployment configuration (the circuit
   * breaker off), load balancers (the service taken off them), health check grace period, platform version, service
   * registries and placement. CPU and memory of the task belong to the task definition.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
   * @param service the service
   */
  public static rollService(service: IEcsService): DeployPermissions {
    requireArgument('DeployPermissions.rollService', 'service', service, instance('an IEcsService', 'serviceArn'));
    return new DeployPermissions({
      isListed: true,
      description: `Rolls the service ${service.serviceName}`,
      problemsOf: (role) => [
        wildcardProblem('service', service.serviceArn),
        accountProblem(role, 'service', service),
        regionProblem(role, 'service', service),
      ],
      grantTo: (role) => service.grantRoll(role).principalStatements,
    });
  }

  /**
   * Starts releases of one service, each with the migration before it, and describes them. Cannot run a task, move a tag or
   * roll the service by itself.
   *
   * The state machine does what its definition says: `{}` and `{"migrateOnly":true}` are all that the role can pass to it.
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   * @param migration the migration with its state machine
   */
  public static releaseService(migration: ISchemaMigration): DeployPermissions {
    const type = instance('an ISchemaMigration', 'stateMachineArn');
    requireArgument('DeployPermissions.releaseService', 'migration', migration, type);
    return new DeployPermissions({
      isListed: true,
      description: `Starts releases by ${migration.stateMachineName}`,
      problemsOf: (role) => [
        wildcardProblem('migration', migration.stateMachineArn),
        accountProblem(role, 'migration', migration),
        regionProblem(role, 'migration', migration),
      ],
      grantTo: (role) => migration.grantStart(role).principalStatements,
    });
  }

  /**
   * Deploys releases of what runs, from the CI/CD account: rolls ECS services, takes snapshots of databases before, and writes
   * release files. Has actions of ECS, RDS and S3 alone, deletes nothing, and cannot change a database or pass a role.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html
   * @param options services, databases and buckets of one product
   */
  public static deployReleases(options: DeployReleasesOptions): DeployPermissions {
    requireReleaseTypes('DeployPermissions.deployReleases', options);
    return new DeployPermissions(releasePermissions(options));
  }

  /**
   * Writes one parameter of Parameter Store: the release that runs. Cannot read it.
   * @param parameter the parameter, such as `SENTRY_RELEASE` of `ServiceSettings`
   */
  public static writeReleaseParameter(parameter: IStringParameter): DeployPermissions {
    requireArgument(
      'DeployPermissions.writeReleaseParameter',
      'parameter',
      parameter,
      instance('an IStringParameter', 'parameterArn'),
    );
    return new DeployPermissions({
      isListed: true,
      description: 'Says which release runs',
      problemsOf: (role) => parameterProblems(role, parameter),
      grantTo: (grantee) => {
        const resourceArns = [parameter.parameterArn];
        return Grant.addToPrincipal({ grantee, actions: ['ssm:PutParameter'], resourceArns }).principalStatements;
      },
    });
  }

  /**
   * Publishes one site: writes and deletes the objects of its bucket, and invalidates its CloudFront distribution.
   * @param site the site
   */
  public static publishSite(site: IStaticSpaSite): DeployPermissions {
    requireArgument('DeployPermissions.publishSite', 'site', site, instance('an IStaticSpaSite', 'distributionId'));
    return new DeployPermissions({
      isListed: true,
      description: `Publishes ${site.node.path}`,
      problemsOf: () => [wildcardProblem('site', site.distributionId)], // the CDK checks the name of the bucket
      grantTo: (role) => site.grantPublish(role).principalStatements,
    });
  }

  /**
   * Reads certain log groups from outside of the account, by their events and by queries of Logs Insights. Changes nothing, and
   * cannot list log groups or what others have queried.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/permissions-reference-cwl.html
   * @param logGroups the log groups, in the account of the role
   */
  public static readLogs(logGroups: ILogGroup[]): DeployPermissions {
    requireLogGroups('DeployPermissions.readLogs', logGroups);
    return new DeployPermissions(logReadPermissions(logGroups));
  }

  /**
   * Reads the state of the alarms of an account, so that a pipeline of another account stops at one. Changes nothing.
   *
   * CloudWatch returns composite alarms to no permission that is narrower than all alarms.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
   */
  public static readAlarms(): DeployPermissions {
    return new DeployPermissions(alarmReadPermissions());
  }

  /**
   * Runs `cdk deploy`: assumes the CDK bootstrap roles of one qualifier, and has no other permission.
   *
   * The account's bootstrap decides what those roles can do: everything, without `--cloudformation-execution-policies`.
   * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
   * @param options regions, qualifier and image assets
   */
  public static deployStacks(options: DeployStacksOptions = {}): DeployPermissions {
    requireDeployTypes('DeployPermissions.deployStacks', options);
    const regionsOf = (role: Stack) => [...new Set(options.regions ?? [role.region, EDGE_REGION])].sort();
    return new DeployPermissions({
      isListed: true,
      description: 'Deploys stacks through the bootstrap roles',
      problemsOf: (role) => stackDeployProblems(regionsOf(Stack.of(role)), options.qualifier),
      grantTo: (role) => {
        const statements = bootstrapRoleStatements(role, regionsOf(Stack.of(role)), options);
        return attach(role, 'BootstrapRoles', statements);
      },
    });
  }

  /**
   * Runs `cdk diff --method=template`: reads stacks and templates, and changes nothing.
   *
   * Made for pull requests, whose authors can write any workflow.
   * @see https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-diff.html
   * @param options the stacks, and the infrastructure that the role can read
   */
  public static diffStacks(options: DiffStacksOptions): DeployPermissions {
    requireDiffTypes('DeployPermissions.diffStacks', options);
    const { stacks, infrastructure, qualifier } = options;
    return new DeployPermissions({
      isListed: true,
      description: 'Compares what is deployed with what would be',
      problemsOf: (role) => [
        ...planProblems(role, options),
        ...(infrastructure ? infrastructureProblems(role, infrastructure) : []),
      ],
      grantTo: (role) => {
        const read = infrastructure ? infrastructureReadStatements(role, infrastructure) : [];
        return [
          ...attach(role, 'Stacks', stackReadStatements([Stack.of(role), ...stacks], qualifier)),
          ...attach(role, 'Infrastructure', read),
        ];
      },
    });
  }

  /**
   * Changes the records of one hosted zone, requests and deletes ACM certificates for certain names, and creates and
   * modifies one ElastiCache cache.
   *
   * Not enough to deploy a stack: that is `deployStacks()`.
   * @param options hosted zone, names of certificates, cache
   */
  public static manageInfrastructure(options: ManageInfrastructureOptions): DeployPermissions {
    requireInfrastructureTypes('DeployPermissions.manageInfrastructure', options);
    return new DeployPermissions({
      isListed: true,
      description: 'Looks after records, certificates and the cache',
      problemsOf: (role) => infrastructureProblems(role, options),
      grantTo: (role) => {
        const through = options.throughCloudFormation ? cloudFormationStatements(role, options) : [];
        return [
          ...attach(role, 'Records', zoneStatements(options)),
          ...attach(role, 'Certificates', certificateStatements(role, options)),
          ...attach(role, 'Cache', cacheStatements(options)),
          ...attach(role, 'ThroughCloudFormation', through),
        ];
      },
    });
  }

  /**
   * Permissions from policy statements of your own. cdk-nag reports their wildcards, unlike those of the others.
   * @param statements the statements
   */
  public static of(statements: PolicyStatement[]): DeployPermissions {
    requireArgument('DeployPermissions.of', 'statements', statements);
    throwOnProblems(
      'DeployPermissions.of',
      listProblem('statements', statements, 'PolicyStatement', (it) => typeof it?.toStatementJson === 'function'),
      noStatementsProblem(statements),
    );
    return new DeployPermissions({
      grantTo: (role) => {
        statements.forEach((statement) => role.role.addToPolicy(statement));
        return statements;
      },
    });
  }

  /** @internal */
  public readonly _set: PermissionSet;

  private constructor(set: PermissionSet) {
    this._set = set;
  }
}
