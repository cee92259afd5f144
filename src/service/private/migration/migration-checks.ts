import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { repositoryNameOf } from './release-machine';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { instance, OPTIONS, requireTypes, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import { areDifferent, isElsewhere, topLevelStack } from '../../../core/private/stacks/stack-of';
import type { EcsService } from '../../ecs-service';
import type { IEcsService } from '../../i-ecs-service';
import type { IImageRepository } from '../../i-image-repository';
import type { IImageSigning } from '../../i-image-signing';
import type { SchemaMigrationProps } from '../../schema-migration';
import { homeOf } from '../image/image-parts';
import { IMAGE, SERVICE_TYPES } from '../service-types';
import { isSigned } from '../signing/signing-parts';

const MIGRATION_TYPES: { [Name in keyof SchemaMigrationProps]: Type } = {
  ...{ vpc: SERVICE_TYPES.vpc, taskSubnets: SERVICE_TYPES.taskSubnets, image: IMAGE },
  ...{ service: instance('an IEcsService', 'serviceArn'), family: TEXT, command: TEXTS },
  ...{ timeout: DURATION, rollTimeout: DURATION, rerunOn: OPTIONS },
  requireSignature: instance('an IImageSigning', 'signingProfileArn'),
};

/** Throws if a required prop is missing or of another type. The task checks the others. */
export function requireMigrationProps(scope: Construct, props: SchemaMigrationProps): void {
  requireProps(scope, props, { vpc: true, image: true, service: true, command: true });
  requireTypes(scope, props, MIGRATION_TYPES);
}

/** Throws where the state machine could not migrate, promote or roll. */
export function checkMigrationProps(scope: Construct, props: SchemaMigrationProps, name: string): void {
  const { image, service, requireSignature, timeout, rollTimeout } = props;
  throwOnProblems(
    scope,
    nameProblem(name),
    ...imageProblems(Stack.of(scope), image),
    ...serviceProblems(Stack.of(scope), service),
    otherImageProblem(service, image),
    ...(requireSignature ? signingProblems(Stack.of(scope), image, requireSignature) : []),
    timeProblem('timeout', timeout, 6 * 3600),
    timeProblem('rollTimeout', rollTimeout, 3 * 3600),
  );
}

function nameProblem(name: string): Problem | undefined {
  return problemIf(!/^[\w-]{1,80}$/.test(name), {
    code: 'schema-migration/not-a-name',
    prop: 'family',
    value: name,
    allowed: 'must be 1 to 80 letters, digits, hyphens and underscores: it names the state machine too',
    fix: 'choose such a name, or leave it out',
  });
}

function imageProblems(stack: Stack, image: IImageRepository): Array<Problem | undefined> {
  const { account, region } = homeOf(image.repository);
  return [
    problemIf(image.deploymentTag === undefined || image.nextTag === undefined, {
      code: 'schema-migration/no-next-tag',
      prop: 'image',
      value: image.node.path,
      allowed: 'must have a next tag: CI pushes under it, and the deployment tag moves once the migration ran',
      fix: "set 'nextTag: true' on it",
    }),
    problemIf(isElsewhere({ account, region }, stack), {
      code: 'schema-migration/image-elsewhere',
      prop: 'image',
      value: image.node.path,
      allowed: `must be in account and region of ${stack.node.path}, where the state machine moves its tags, and not in ${account}/${region}`,
      fix: 'create the repository there, or replicate it',
    }),
  ];
}

function serviceProblems(stack: Stack, service: IEcsService): Array<Problem | undefined> {
  const { account, region } = topLevelStack(service);
  return [
    problemIf(isElsewhere({ account, region }, stack), {
      code: 'schema-migration/service-elsewhere',
      prop: 'service',
      value: service.node.path,
      allowed: `must be in account and region of ${stack.node.path}: the state machine rolls what is there, and not in ${account}/${region}`,
      fix: 'create the migration in a stack of the same account and region',
    }),
  ];
}

/** A service that runs another image would not change by a release. That of another app is not known. */
function otherImageProblem(service: IEcsService, image: IImageRepository): Problem | undefined {
  const container = (service as Partial<EcsService>).taskDefinition?.defaultContainer;
  const runs = container && Stack.of(service).resolve(container.imageName);
  return problemIf(typeof runs === 'string' && areDifferent(runs, image.imageUri), {
    code: 'schema-migration/other-image',
    prop: 'image',
    value: image.imageUri,
    allowed: `must be the image that the service runs, ${runs}: a release moves its deployment tag, and rolls the service`,
    fix: "pass the 'image' of the service",
  });
}

/** Signing that never signs this image: each release would fail. */
function signingProblems(stack: Stack, image: IImageRepository, signing: IImageSigning): Array<Problem | undefined> {
  const { account, region } = topLevelStack(signing);
  const name = repositoryNameOf(image);
  return [
    problemIf(isElsewhere({ account, region }, stack), {
      code: 'schema-migration/signing-elsewhere',
      prop: 'requireSignature',
      value: signing.node.path,
      allowed: `must be in account and region of ${stack.node.path}: ECR there signs what is pushed there, and not in ${account}/${region}`,
      fix: 'create the signing there',
    }),
    problemIf(!Token.isUnresolved(name) && !isSigned(signing.repositories, name), {
      code: 'schema-migration/image-never-signed',
      prop: 'requireSignature',
      value: signing.repositories,
      allowed: `must have a filter that matches ${name}, or each release of it would fail`,
      fix: "add the name of the repository to 'repositories' of the signing",
    }),
  ];
}

/** Step Functions counts whole seconds, and ends an execution after 25,000 events: a poll has nine. */
function timeProblem(prop: string, time: Duration | undefined, mostSeconds: number): Problem | undefined {
  const seconds = time?.toSeconds({ integral: false });
  return problemIf(seconds !== undefined && !isWhole(seconds, 60, mostSeconds), {
    code: 'schema-migration/not-a-time',
    prop,
    value: `${seconds} seconds`,
    allowed: `must be whole seconds from 60 to ${mostSeconds}`,
    fix: 'give such a duration, as Duration.minutes(30)',
  });
}
