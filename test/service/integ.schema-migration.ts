/**
 * Step Functions runs a release up to the image that CI has not pushed, and refuses an input that it does not know; IAM lets
 * CI start this release and no other, and not stop it.
 *
 * Cost: log groups, cents by the month; no task is started.
 * Clean-up: complete; the repository stays empty.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { assertionsOn, caseApp, caseStack, decisionOf, networkIn, place, simulationOf } from '../support/integ-case';
import { ImageRepository, SchemaMigration, WorkerService } from 'rl-bank-constructs/service';

export const app = caseApp();
const stack = caseStack(app, 'integ-schema-migration');
const { vpc, privateSubnets: taskSubnets } = networkIn(stack);
const removalPolicy = RemovalPolicy.DESTROY;
const registry = `${place.account}.dkr.ecr.${place.region}.amazonaws.com`;
const image = new ImageRepository(stack, 'Image', {
  image: `${registry}/integ-schema-migration:live`,
  nextTag: true,
  removalPolicy,
});
const common = { vpc, taskSubnets, image, removalPolicy };
const service = new WorkerService(stack, 'Web', { ...common, serviceName: 'integ-migrated' });
const [migration, other] = ['Migration', 'Other'].map((id) => {
  const family = `integ-${id.toLowerCase()}-release`;
  return new SchemaMigration(stack, id, { ...common, service, family, command: ['./migrate.sh'] });
});
const ci = new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });
migration.grantStart(ci);

const assertions = assertionsOn(app, 'SchemaMigration');
const { stateMachineArn } = migration;

const ends = (name: string, input: object, error: string) => {
  const execution = stateMachineArn.replace(':stateMachine:', ':execution:');
  const start = { stateMachineArn, name, input: JSON.stringify(input) };
  const asked = assertions.awsApiCall('SFN', 'describeExecution', { executionArn: `${execution}:${name}` });
  asked
    .expect(ExpectedResult.objectLike({ status: 'FAILED', error }))
    .waitForAssertions({ interval: Duration.seconds(5), totalTimeout: Duration.minutes(1) });
  assertions.awsApiCall('SFN', 'startExecution', start).next(asked);
};
ends('without-an-image', {}, 'NoNextImage');
ends('misspelled', { migrateonly: true }, 'UnknownInput');

const decides = (action: string, resource: string, decision: 'allowed' | 'implicitDeny') =>
  assertions
    .awsApiCall('IAM', 'simulatePrincipalPolicy', simulationOf(ci, action, resource))
    .expect(decisionOf(action, decision));
decides('states:StartExecution', stateMachineArn, 'allowed');
decides('states:StartExecution', other.stateMachineArn, 'implicitDeny');
decides('states:StopExecution', `${stateMachineArn}:any`, 'implicitDeny');
