import { Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import {
  EcsService,
  ImageRepository,
  SchemaMigration,
  SchemaMigrationProps,
  WorkerService,
} from '../../../../src/service';
import { newApp, workloadStack } from '../../../support/cloud';
import { migrationIn, WEB_IMAGE, webIn } from '../../../support/migration';

const OTHER_IMAGE = WEB_IMAGE.replace('web', 'worker');
const serviceIn = (stack: Stack) => EcsService.fromEcsServiceAttributes(stack, 'Service', { serviceName: 'web' });

test.each([
  ['props/missing', 'command', undefined, undefined],
  ['props/missing', 'service', undefined, undefined],
  ['props/wrong-type', 'command', './migrate.sh', './migrate.sh'],
  ['props/wrong-type', 'service', 'prd-web', 'prd-web'],
  ['schema-migration/not-a-name', 'family', 'a b', 'a b'],
  ['schema-migration/not-a-name', 'family', 'a'.repeat(81), 'a'.repeat(81)],
  ['schema-migration/not-a-time', 'timeout', Duration.seconds(59), '59 seconds'],
  ['schema-migration/not-a-time', 'timeout', Duration.hours(7), '25200 seconds'],
  ['schema-migration/not-a-time', 'rollTimeout', Duration.hours(4), '14400 seconds'],
  ['standalone-task/no-command', 'command', [], []],
])('%s: %s is %s', (code, prop, value, shown) => {
  expect(() => migrationIn(undefined, { [prop]: value })).toThrowProblem(code, prop, shown);
});

test.each<[code: string, prop: string, value: string, propsIn: (stack: Stack) => Partial<SchemaMigrationProps>]>([
  [
    'schema-migration/no-next-tag',
    'image',
    'Web/Plain',
    (stack) => ({ image: ImageRepository.fromImageUri(stack, 'Plain', WEB_IMAGE) }),
  ],
  [
    'schema-migration/image-elsewhere',
    'image',
    'Web/North',
    (stack) => {
      const repositoryArn = 'arn:aws:ecr:eu-north-1:111111111111:repository/tracker-web';
      const attrs = { repositoryArn, repositoryName: 'tracker-web' };
      const repository = Repository.fromRepositoryAttributes(stack, 'Repository', attrs);
      const image = ImageRepository.fromRepository(stack, 'North', repository, { tag: 'live', nextTag: true });
      return { image, service: serviceIn(stack) };
    },
  ],
  [
    'schema-migration/other-image',
    'image',
    OTHER_IMAGE,
    (stack) => ({ image: new ImageRepository(stack, 'Other', { image: OTHER_IMAGE, nextTag: true }) }),
  ],
])('%s', (code, prop, value, propsIn) => {
  const stack = workloadStack();

  expect(() => migrationIn(stack, propsIn(stack))).toThrowProblem(code, prop, value);
});

test.each([
  ['region', { region: 'eu-north-1', account: '111111111111' }],
  ['account', { region: 'ap-southeast-1', account: '222222222222' }],
])('a service in another %s is refused: the state machine rolls what is beside it', (_, env) => {
  const app = newApp();
  const service = serviceIn(new Stack(app, 'Other', { env }));

  expect(() => migrationIn(workloadStack(app), { service })).toThrowProblem(
    'schema-migration/service-elsewhere',
    'service',
    'Other/Service',
  );
});

test('a service of which the image is not known is taken', () => {
  const stack = workloadStack();
  const image = new ImageRepository(stack, 'Other', { image: OTHER_IMAGE, nextTag: true });

  expect(() => migrationIn(stack, { image, service: serviceIn(stack) })).not.toThrow();
});

test('a family that a service has is refused', () => {
  const stack = workloadStack();
  const web = webIn(stack);
  new WorkerService(stack, 'Other', { ...web, serviceName: 'other' });

  expect(
    () => new SchemaMigration(stack, 'Migration', { ...web, command: ['./migrate.sh'], family: 'other' }),
  ).toThrowProblem('service/name-taken', 'family', 'other');
});

test('a name with a wildcard is none of a state machine: it would grant more than one', () => {
  expect(() => SchemaMigration.fromStateMachineName(workloadStack(), 'Any', 'prd-*')).toThrowProblem(
    'schema-migration/not-a-state-machine',
    'stateMachineName',
    'prd-*',
  );
});
