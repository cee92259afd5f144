import { readFileSync } from 'node:fs';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { DOCKERFILE, imageToBuild } from '../../../../src/service/private/permissions/image-to-build';

const PUSH = { key: 'image', target: 'a/b:live', owner: 'CI', command: 'deploy-image.sh --commit <commit> <image>' };

test('the image that the page shows is the one that the command builds', () => {
  const page = readFileSync('src/service/PERMISSIONS.md', 'utf8');
  const [, shown] = page.match(/```dockerfile\n([^`]+)\n```/)!;

  expect(shown.split('\n')).toEqual(DOCKERFILE);
  expect(DOCKERFILE.join('\n')).not.toContain("'"); // the command quotes each line by them
});

test.each([
  [undefined, 'linux/amd64'],
  [CpuArchitecture.ARM64, 'linux/arm64'],
])('the image is built for %s tasks, and pushed under its version', (architecture, platform) => {
  const { command, target } = imageToBuild(PUSH, architecture);

  expect(target).toBe('a/b:live');
  expect(command).toContain(` | docker build --platform ${platform} --tag openfga - && `);
  expect(command).toMatch(/ && deploy-image\.sh --commit <version> openfga$/);
});
