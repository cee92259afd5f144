import assert from 'node:assert/strict';
import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetImageCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { roleNames } from './names.mjs';
import { assumeAsService } from './session.mjs';
import { container } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story} */
export const taskRoles = {
  name: 'RB15 the execution role pulls the image, reads the values of its task definition and writes its log',
  async tell({ sandbox }) {
    const session = await assumeAsService(sandbox, (await roleNames(sandbox)).execution);
    await session.ask(ECRClient, new GetAuthorizationTokenCommand({}));
    const image = { repositoryName: 'rl-bank-api', imageIds: [{ imageTag: 'live' }] };
    assert.equal((await session.ask(ECRClient, new BatchGetImageCommand(image))).images.length, 1);

    const { secrets } = await container(sandbox);
    const Names = secrets.flatMap(({ valueFrom }) => valueFrom.split(':parameter')[1] ?? []);
    const ids = secrets.flatMap(({ valueFrom }) => (valueFrom.includes(':secretsmanager:') ? [valueFrom] : []));
    assert.equal(Names.length + ids.length, secrets.length);
    for (const id of ids) {
      const SecretId = id.split(':').slice(0, 7).join(':');
      assert.ok((await session.ask(SecretsManagerClient, new GetSecretValueCommand({ SecretId }))).SecretString);
    }
    for (const Name of Names) await session.ask(SSMClient, new GetParameterCommand({ Name, WithDecryption: true }));
    const { InvalidParameters } = await session.ask(SSMClient, new GetParametersCommand({ Names }));
    assert.deepEqual(InvalidParameters, []);

    const stream = { logGroupName: '/ecs/prd-rl-bank-api', logStreamName: `api/${Date.now()}` };
    await session.ask(CloudWatchLogsClient, new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: Date.now(), message: 'started' }];
    await session.ask(CloudWatchLogsClient, new PutLogEventsCommand({ ...stream, logEvents }));
  },
};
