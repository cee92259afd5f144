import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BatchGetImageCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { sessionOf } from './jobs.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';

const COMMIT = '7654321';
const repositoryName = 'rl-bank-api';
const NAME = 'prd-rl-bank-api';
const docker = fileURLToPath(new URL('./docker.mjs', import.meta.url));

/** @type {import('../tell.mjs').Story} */
export const images = {
  name: 'RB13 deploy-image.sh pushes an image with the role for it and rolls the service with another; a third marks the release',
  async tell({ sandbox }) {
    const push = await sessionOf(sandbox, 'push-image');
    const roll = await sessionOf(sandbox, 'roll-service');
    const mark = await sessionOf(sandbox, 'mark-release');
    const folder = join(places.run, 'deploy-image');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\nexec ${process.execPath} ${docker} "$@"\n`, { mode: 0o755 });
    writeFileSync(join(folder, 'sleep'), '#!/bin/sh\nexec /bin/sleep 1\n', { mode: 0o755 }); // not the 10 s of the script
    writeFileSync(join(folder, 'credentials'), roll.profile('roll'));
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      COMMIT,
      PATH: [folder, push.env.PATH].join(delimiter),
    };
    const script = join(places.root, 'examples', 'rl-bank', 'deploy-image.sh');
    const registry = `${sandbox.account}.dkr.ecr.${sandbox.region}.amazonaws.com`;
    const image = ['--registry', registry, '--repository', repositoryName, '--channel', 'live', '--commit', COMMIT];
    const service = ['--cluster', NAME, '--service', NAME, '--roll-profile', 'roll'];
    const said = await push.bash('deploy-image.sh', [script, ...image, ...service, COMMIT], {
      seconds: limits.publish,
      env,
    });
    assert.match(said, new RegExp(`${NAME} runs sha-${COMMIT}`));
    rmSync(folder, { recursive: true });

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
