import { parseImageUri } from '../../../../src/core/private/formats/image-uri';

const HOST = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test("RB5b the document's image is taken apart, so is one with a digest, in a folder or in a region of three words", () => {
  expect({ ...parseImageUri(`${HOST}/rl-bank-api:latest`) }).toEqual({
    account: '982233224911',
    region: 'ap-southeast-1',
    repositoryName: 'rl-bank-api',
    repositoryUri: `${HOST}/rl-bank-api`,
    tag: 'latest',
    digest: undefined,
  });
  expect(parseImageUri(`${HOST}/team/api@${DIGEST}`)).toMatchObject({ repositoryName: 'team/api', digest: DIGEST });
  expect(parseImageUri('982233224911.dkr.ecr.us-gov-west-1.amazonaws.com/api:v1')?.region).toBe('us-gov-west-1');
});

test.each([
  'rl-bank-api:latest',
  `${HOST}/rl-bank-api`,
  `${HOST}/rl-bank-api:`,
  `${HOST}/RL-Bank:live`,
  `${HOST}/rl-bank-api:live@${DIGEST}`,
  `${HOST}/rl-bank-api@sha256:123`,
  `https://${HOST}/rl-bank-api:live`,
  `1234.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live`,
  `${HOST}/rl-bank-api:${'a'.repeat(129)}`,
])('RB5b %s is none', (image) => {
  expect(parseImageUri(image)).toBeUndefined();
});
