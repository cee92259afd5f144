import { Duration } from 'aws-cdk-lib';
import { FAILURES, MAIN } from './release-failures';
import { NOT_ASKED, signatureStates } from './signature-states';
import { AGAIN, choice, NO_CAPACITY } from '../../../core/private/state-machine/states';

/** What the state machine moves and calls. */
export interface Release {
  /** Resource of a state, such as `aws-sdk:ecr:putImage`. */
  readonly call: (action: string) => string;
  readonly repositoryName: string;
  readonly deploymentTag: string;
  readonly nextTag: string;
  /** Profile that must have signed the image; undefined where none must have. */
  readonly signingProfileArn?: string;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Arguments of `RunTask` beside the cluster. */
  readonly task: object;
  readonly timeout: Duration;
  readonly rollTimeout: Duration;
  /** Whether an input can ask for the image that runs. */
  readonly canRerun: boolean;
}

/** Media types of manifests, those of several architectures first: without them ECR converts, and the digest is another. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** The image under a tag as ECR has it; one without a digest where no image has the tag. */
const IMAGE =
  "{% $exists($states.result.Images[0]) ? $states.result.Images[0] : { 'ImageId': { 'ImageDigest': '' } } %}";

/** Anything else is refused: a misspelled `migrateOnly` would release. */
function knownInput(keys: string[]): string {
  const others = `$keys($states.input)${keys.map((key) => `[$ != '${key}']`).join('')}`;
  const types = keys.map((key) => {
    return `($not($exists($states.input.${key})) or $type($states.input.${key}) = 'boolean')`;
  });
  return `$type($states.input) = 'object' and $count(${others}) = 0 and ${types.join(' and ')}`;
}

/** The container of the migration ended without an error, whatever others did: Step Functions looks at all of them. */
const DONE = `$contains($states.input.Cause, 'StoppedReason') and $parse($states.input.Cause).${MAIN}.ExitCode = 0`;

/** The image of the release has its deployment tag, which another image had before. */
const CAN_PUT_BACK =
  "$promoted.ImageId.ImageDigest = $next.ImageId.ImageDigest and $not($before.ImageId.ImageDigest in ['', $promoted.ImageId.ImageDigest])";

/** The image under the next tag has been released: what CI pushed since waits for its own release. */
const IS_NEXT_LIVE = "$live.ImageId.ImageDigest != '' and $live.ImageId.ImageDigest = $next.ImageId.ImageDigest";

/** Executions that began before this one, and run. */
const EARLIER = `{% (
  $mine := $toMillis($states.context.Execution.StartTime);
  $own := $states.context.Execution.Id;
  { 'earlier': $count($states.result.Executions[
    ExecutionArn != $own and ($toMillis(StartDate) < $mine or ($toMillis(StartDate) = $mine and ExecutionArn < $own))
  ]) }
) %}`;

/** The deployment of this release as ECS has it. Just after its start an answer may lack it. */
const DEPLOYMENT = `{% (
  $found := $states.result.Services[0].Deployments[Id = $deployment];
  $replaced := 'another deployment took the place of this one, or the circuit breaker did.';
  $exists($found)
    ? { 'status': $found.Status, 'state': $found.RolloutState,
        'reason': $found.RolloutState = 'FAILED' ? $found.RolloutStateReason : $replaced }
    : { 'status': $millis() - $began < 60000 ? 'PRIMARY' : 'GONE', 'state': 'IN_PROGRESS', 'reason': $replaced }
) %}`;

/** Migrate with the next image, only then give it the deployment tag, only then roll; what fails leaves the old image its tag. */
export function releaseDefinition(release: Release): object {
  return {
    QueryLanguage: 'JSONata',
    Comment: 'Runs the migration of the next image, moves the deployment tag to that image, and rolls the service',
    TimeoutSeconds: Duration.days(1).toSeconds(),
    StartAt: 'IsInputKnown',
    States: { ...migrationStates(release), ...promotionStates(release), ...rollStates(release), ...FAILURES },
  };
}

function migrationStates(release: Release): object {
  const { call, nextTag, clusterName, task, timeout, repositoryName, signingProfileArn, canRerun } = release;
  const first = signingProfileArn === undefined ? 'Migrate' : 'ReadSignature';
  const keys = ['migrateOnly', ...(canRerun ? ['rerun'] : [])];
  return {
    IsInputKnown: choice(knownInput(keys), 'FindEarlier', 'UnknownInput'),
    FindEarlier: {
      ...{ Type: 'Task', Resource: call('aws-sdk:sfn:listExecutions'), Retry: AGAIN },
      Arguments: { StateMachineArn: '{% $states.context.StateMachine.Id %}', StatusFilter: 'RUNNING' },
      Output: EARLIER,
      Next: 'IsFirst',
    },
    IsFirst: choice('$states.input.earlier = 0', 'ReadNext', 'WaitForEarlier'),
    // A day of it takes less than 13,000 events, and a roll of three hours 6,500.
    WaitForEarlier: { Type: 'Wait', Seconds: 60, Next: 'FindEarlier' },
    ReadNext: read(release, nextTag, 'next', canRerun ? 'IsRerun' : 'IsThereNext', signingProfileArn ? NOT_ASKED : {}),
    ...(canRerun && rerunStates(release)),
    IsThereNext: choice("$next.ImageId.ImageDigest != ''", first, 'NoNextImage'),
    ...(signingProfileArn !== undefined && signatureStates({ call, repositoryName, signingProfileArn }, 'Migrate')),
    Migrate: {
      ...{ Type: 'Task', Resource: call('ecs:runTask.sync'), TimeoutSeconds: timeout.toSeconds() },
      Arguments: { Cluster: clusterName, ...task },
      Output: { image: '{% $next.ImageId.ImageDigest %}' },
      Retry: [{ ErrorEquals: NO_CAPACITY, IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 }],
      Catch: [
        { ErrorEquals: ['States.Timeout'], Next: 'MigrationTimedOut' },
        { ErrorEquals: ['States.ALL'], Next: 'IsMigrationDone' },
      ],
      Next: 'IsMigrationAll',
    },
    // A collector that is killed when the migration has ended fails the task, too.
    IsMigrationDone: choice(DONE, 'IsMigrationAll', 'MigrationFailed'),
    IsMigrationAll: choice('$states.context.Execution.Input.migrateOnly = true', 'Migrated', 'ReadNextAgain'),
    Migrated: { Type: 'Succeed' },
  };
}

/** Migrates and rolls again with the image that runs; where another one waits, or none does, its release will do it. */
function rerunStates(release: Release): object {
  return {
    IsRerun: choice('$states.context.Execution.Input.rerun = true', 'ReadLive', 'IsThereNext'),
    ReadLive: read(release, release.deploymentTag, 'live', 'IsNextLive'),
    IsNextLive: choice(IS_NEXT_LIVE, 'IsThereNext', 'NothingToRerun'),
    NothingToRerun: { Type: 'Succeed' },
  };
}

function promotionStates(release: Release): object {
  const { nextTag, deploymentTag } = release;
  return {
    ReadNextAgain: read(release, nextTag, 'again', 'IsNextTheSame'),
    IsNextTheSame: choice('$again.ImageId.ImageDigest = $next.ImageId.ImageDigest', 'ReadRunning', 'NextTagMoved'),
    ReadRunning: read(release, deploymentTag, 'before', 'Promote'),
    Promote: put(release, 'next', { taken: 'Roll', failed: 'PromotionFailed' }),
  };
}

function rollStates(release: Release): object {
  const { call, clusterName, serviceName, deploymentTag, rollTimeout } = release;
  return {
    Roll: {
      ...{ Type: 'Task', Resource: call('aws-sdk:ecs:updateService'), Retry: AGAIN },
      Arguments: { Cluster: clusterName, Service: serviceName, ForceNewDeployment: true },
      Assign: {
        deployment: "{% $states.result.Service.Deployments[Status = 'PRIMARY'].Id %}",
        began: '{% $millis() %}',
      },
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { rollout: { reason: '{% $states.errorOutput.Cause %}' } },
          Next: 'ReadPromoted',
        },
      ],
      Next: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: 15, Next: 'Look' },
    Look: {
      ...{ Type: 'Task', Resource: call('aws-sdk:ecs:describeServices'), Retry: AGAIN },
      Arguments: { Cluster: clusterName, Services: [serviceName] },
      Assign: { rollout: DEPLOYMENT },
      Next: 'IsRolled',
    },
    IsRolled: {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $rollout.state = 'COMPLETED' %}", Next: 'Released' },
        { Condition: "{% $rollout.state = 'FAILED' or $rollout.status != 'PRIMARY' %}", Next: 'ReadPromoted' },
        { Condition: `{% $millis() - $began > ${rollTimeout.toMilliseconds()} %}`, Next: 'RollTimedOut' },
      ],
      Default: 'Wait',
    },
    Released: { Type: 'Succeed', Output: { image: '{% $next.ImageId.ImageDigest %}' } },
    ReadPromoted: read(release, deploymentTag, 'promoted', 'IsThereABefore'),
    IsThereABefore: choice(CAN_PUT_BACK, 'PutBack', 'RollFailed'),
    PutBack: put(release, 'before', { taken: 'RolledBack', failed: 'RollFailed' }),
  };
}

/** Reads the image of a tag into a variable. */
function read({ call, repositoryName }: Release, tag: string, variable: string, next: string, also = {}): object {
  return {
    ...{ Type: 'Task', Resource: call('aws-sdk:ecr:batchGetImage'), Retry: AGAIN },
    Arguments: { RepositoryName: repositoryName, ImageIds: [{ ImageTag: tag }], AcceptedMediaTypes: MANIFESTS },
    Assign: { [variable]: IMAGE, ...also },
    Next: next,
  };
}

/** Moves the deployment tag to the image in a variable. With its digest, ECR refuses a manifest of which a byte was lost. */
function put(release: Release, variable: string, { taken, failed }: { taken: string; failed: string }): object {
  const { call, repositoryName, deploymentTag } = release;
  const alreadyThere = ['Ecr.ImageAlreadyExistsException'];
  return {
    ...{ Type: 'Task', Resource: call('aws-sdk:ecr:putImage') },
    Arguments: {
      ...{ RepositoryName: repositoryName, ImageTag: deploymentTag },
      ImageDigest: `{% $${variable}.ImageId.ImageDigest %}`,
      ImageManifest: `{% $${variable}.ImageManifest %}`,
      ImageManifestMediaType: `{% $${variable}.ImageManifestMediaType %}`,
    },
    Retry: [{ ErrorEquals: alreadyThere, MaxAttempts: 0 }, ...AGAIN],
    Catch: [
      { ErrorEquals: alreadyThere, Next: taken },
      { ErrorEquals: ['States.ALL'], Next: failed },
    ],
    Next: taken,
  };
}
