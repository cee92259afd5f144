import { Stack } from 'aws-cdk-lib';
import { DeployTrust, GitHubRepository, ImagePushRole, ImagePushRoleProps } from '../../src/delivery';
import { ContainerImageChannel } from '../../src/service';
import { arnOf, exportsIn, IMAGE } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, gitHubIn, neverItself, policiesOf, roleOf, SUBJECT, textOf, trustOf } from '../support/roles';

const REPOSITORY = arnOf('ecr:ap-southeast-1:111111111111:repository/rl-bank-api');
const PUSHING = [
  { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
  {
    Effect: 'Allow',
    Action: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:InitiateLayerUpload',
      'ecr:UploadLayerPart',
      'ecr:CompleteLayerUpload',
      'ecr:BatchGetImage',
      'ecr:PutImage',
    ],
    Resource: REPOSITORY,
  },
];

function pushRoleIn(stack: Stack, props: Partial<ImagePushRoleProps> = {}): ImagePushRole {
  const image = props.image ?? new ContainerImageChannel(stack, 'Image', { image: IMAGE });
  return new ImagePushRole(stack, 'Push', { trust: anyTrust(), roleName: 'push', ...props, image });
}

test('RB13 the role may do seven things, six of them on the one repository, and rolling is none of them', () => {
  expect(policiesOf(pushRoleIn(workloadStack()))).toEqual({ Default: [neverItself('push'), ...PUSHING] });
});

test('RB13 the role takes jobs of the one repository at GitHub', () => {
  const stack = workloadStack();
  const jobs = GitHubRepository.of('rl-bank/rl-bank-api').environment('prd');
  const role = pushRoleIn(stack, { trust: DeployTrust.token(gitHubIn(stack), jobs) });

  expect(trustOf(role).Condition.StringEquals['token.actions.githubusercontent.com:sub']).toEqual([SUBJECT]);
});

test('the role says which repository it pushes to', () => {
  expect(roleOf(pushRoleIn(workloadStack())).Description).toBe(
    'Pushes images to 111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api',
  );
});

test('the role has a name and a path of its own where they are given', () => {
  const role = pushRoleIn(workloadStack(), { roleName: 'ci-push', path: '/ci/' });

  expect(roleOf(role)).toMatchObject({ RoleName: 'ci-push', Path: '/ci/', MaxSessionDuration: 3600 });
});

test('RB13 a role in another stack holds nothing in its place', () => {
  const app = newApp();
  const image = new ContainerImageChannel(workloadStack(app, 'Images'), 'Image', { image: IMAGE });
  const role = pushRoleIn(workloadStack(app, 'Roles'), { image });

  expect(policiesOf(role)).toEqual({ Default: [neverItself('push'), ...PUSHING] });
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
});

test('RB13 a stack without account and region pushes where the image says', () => {
  const [, ...granted] = policiesOf(pushRoleIn(new Stack(newApp(), 'Agnostic'))).Default;

  expect(granted).toEqual(PUSHING);
});
