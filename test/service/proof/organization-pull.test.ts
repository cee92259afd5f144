import { Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../../src/service';
import { runningApi } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { isAllowed } from '../../support/iam/decide';
import { NamedPolicy, roleIn } from '../../support/iam/policies';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';
import { World } from '../../support/iam/world';

const ORGANIZATION = 'o-a1b2c3d4e5';
const SHARED_SERVICES = '100000000004';
const IMAGE = `${SHARED_SERVICES}.dkr.ecr.ap-southeast-1.amazonaws.com/base/api:live`;
const TASK_PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const PULL = ['ecr:BatchCheckLayerAvailability', ...TASK_PULL];
const WRITE = ['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy'];

// One account shares the image; the task of another runs it.
const app = newApp();
const shared = new Stack(app, 'Shared', { env: { account: SHARED_SERVICES, region: 'ap-southeast-1' } });
new ImageRepository(shared, 'Base', { image: IMAGE, pullableByOrganization: ORGANIZATION });
const product = workloadStack(app);
runningApi({ image: ImageRepository.fromImageUri(product, 'Base', IMAGE) }, product);

const world = World.of(app);
const repository = world.one('AWS::ECR::Repository');
const execution = roleIn(world, 'ExecutionRole');

/** The actions that a principal of a member account has, whose own account allows it all of ECR. */
async function actionsOf(actions: string[], organizationId: string, identity = ANYTHING): Promise<string[]> {
  const answers = await Promise.all(
    actions.map((action) =>
      isAllowed({
        principal: execution.arn,
        action,
        resource: repository.arn!,
        account: SHARED_SERVICES,
        context: { 'aws:PrincipalOrgID': organizationId },
        identity,
        resourcePolicy: resourcePoliciesOf(world).get(repository.arn!),
      }),
    ),
  );
  return actions.filter((_, index) => answers[index]);
}

const ANYTHING: NamedPolicy[] = [
  {
    name: 'anything',
    policy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } },
  },
];

test('PC18 the execution role of a Fargate task in another account of the organization pulls the image', async () => {
  expect(world.unresolved).toEqual([]);
  expect(await actionsOf(TASK_PULL, ORGANIZATION, execution.identity)).toEqual(TASK_PULL);
});

test('PC18 a principal of another organization pulls nothing, whatever its own account allows', async () => {
  expect(await actionsOf(PULL, 'o-zzzzzzzzzz')).toEqual([]);
});

test('PC18 an administrator of a member account neither pushes nor deletes images nor changes the policy', async () => {
  expect(await actionsOf([...PULL, ...WRITE], ORGANIZATION)).toEqual(PULL);
});
