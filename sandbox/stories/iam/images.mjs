import assert from 'node:assert/strict';
import { BatchGetImageCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { sessionOf } from './jobs.mjs';
import { deployImage } from '../deploy-image.mjs';

const COMMIT = '7654321';
const repositoryName = 'rl-bank-api';
const NAME = 'prd-rl-bank-api';

/** @type {import('../tell.mjs').Story} */
export const images = {
  name: 'RB13 deploy-image.sh pushes an image with the role for it and rolls the service with another; a third marks the release',
  async tell({ sandbox }) {
    const push = await sessionOf(sandbox, 'push-image');
    const roll = await sessionOf(sandbox, 'roll-service');
    const mark = await sessionOf(sandbox, 'mark-release');
    const said = await deployImage(sandbox, { commit: COMMIT }, { as: push, rollProfile: roll.profile('roll') });
    assert.match(said, new RegExp(`${NAME} runs sha-${COMMIT}`));

    const imageIds = ['live', `sha-${COMMIT}`].map((imageTag) => ({ imageTag }));
    const { images: pushed } = await push.ask(ECRClient, new BatchGetImageCommand({ repositoryName, imageIds }));
    assert.equal(new Set(pushed.map(({ imageId }) => imageId.imageDigest)).size, 1, 'the channel has the image');
    const described = new DescribeServicesCommand({ cluster: NAME, services: [NAME] });
    assert.equal((await roll.ask(ECSClient, described)).services[0].status, 'ACTIVE');

    const Name = '/rl/bank/api/SENTRY_RELEASE';
    await mark.ask(SSMClient, new PutParameterCommand({ Name, Value: COMMIT, Overwrite: true }));
    const { Parameter } = await sandbox.ask(SSMClient, new GetParameterCommand({ Name }));
    assert.equal(Parameter.Value, COMMIT);
  },
};
