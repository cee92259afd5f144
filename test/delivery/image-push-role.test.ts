import { Stack } from 'aws-cdk-lib';
import { ImagePushRole } from '../../src/delivery';
import { ImageRepository } from '../../src/service';
import { arnOf, IMAGE } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf } from '../support/roles';

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
    Resource: arnOf('ecr:ap-southeast-1:111111111111:repository/rl-bank-api'),
  },
];

test.each([
  ['in the stack of the image', () => workloadStack()],
  ['in a stack without account and region, where the image says', () => new Stack(newApp(), 'Agnostic')],
])('RB13 the role may do seven things, six of them on the one repository, and rolling is none of them: %s', (_, of) => {
  const stack = of();
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const [never, ...granted] = policiesOf(new ImagePushRole(stack, 'Push', { trust: anyTrust(), image })).Default;

  expect(never).toMatchObject({ Sid: 'NeverItself' });
  expect(granted).toEqual(PUSHING);
});

test('RB13 a role in another stack holds nothing in its place', () => {
  const app = newApp();
  const image = new ImageRepository(workloadStack(app, 'Images'), 'Image', { image: IMAGE });
  const props = { trust: anyTrust(), roleName: 'push', image };

  expect(policiesOf(new ImagePushRole(workloadStack(app, 'Roles'), 'Push', props))).toEqual({
    Default: [neverItself('push'), ...PUSHING],
  });
});
