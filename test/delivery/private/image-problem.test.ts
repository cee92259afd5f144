import { ImagePushRole } from '../../../src/delivery';
import { ContainerImageChannel } from '../../../src/service';
import { IMAGE } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

function pushing(image: string, imageIsElsewhere = false): () => void {
  return () => {
    const stack = workloadStack();
    const channel = new ContainerImageChannel(stack, 'Image', { image, imageIsElsewhere });
    new ImagePushRole(stack, 'Role', { trust: anyTrust(), image: channel });
  };
}

test('RB13 a repository of the role’s account is pushed to, one of another account is not', () => {
  expect(pushing(IMAGE)).not.toThrow();
  expect(pushing(IMAGE.replace('111111111111', '333333333333'), true)).toThrow(
    `'image' is "333333333333.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api", but it is in account 333333333333, and the role in 111111111111: make the role in 333333333333; it may trust jobs and roles from anywhere [delivery/in-other-account at Web/Role]`,
  );
});
