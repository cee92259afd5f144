import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTaskDefinitionFamiliesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { query } from '../../run/kernel/aws/postgresql.mjs';
import { reference } from '../../run/kernel/aws/value-from.mjs';
import { places } from '../../run/kernel/places.mjs';
import { openQueue } from '../inbox.mjs';
import { until } from '../until.mjs';

/**
 * How an import ended. `report` is null for one that has none, and `rejected` the rows of rejected.csv.
 *
 * @typedef {{ key: string, status: string, error?: string, cause?: string, report: any, rejected: string[], message: any }} End
 */

/** The imports of files of a cell, as those who upload files, read reports and look into the database see them. */
export class Importing {
  #sandbox;
  #cell;
  #owner;
  #inboxes = new Map();

  /** Name of the bucket. */
  bucket;

  /** @param {import('./cell-world.mjs').CellWorld} world @param {string} cell */
  static async of({ sandbox }, cell) {
    const { environment } = await containerOf(sandbox, `${cell}-contacts-csv`);
    const [{ value: bucket }] = environment.filter(({ name }) => name === 'FILES_BUCKET');
    return new Importing(sandbox, cell, bucket, await ownerOf(sandbox, cell));
  }

  constructor(sandbox, cell, bucket, owner) {
    this.#sandbox = sandbox;
    this.#cell = cell;
    this.#owner = owner;
    this.bucket = bucket;
  }

  /** Name of an import, of its state machine, and of its tasks. */
  nameOf(format) {
    return `${this.#cell}-contacts-${format}`;
  }

  /** The rows of a statement, as the owner of the database, who sees those of all tenants. */
  rows(statement) {
    return query(this.#owner, [statement]);
  }

  /** The login of the owner, as psql takes it. */
  get ownerUrl() {
    const { host, port, database, user, password } = this.#owner;
    const ca = join(places.servers, 'ca.pem');
    return `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}?sslmode=verify-full&sslrootcert=${ca}`;
  }

  /** The number of contacts of a tenant. */
  async contacts(tenant) {
    const [{ count }] = await this.rows(`SELECT count(*)::int FROM contacts WHERE tenant_id = '${tenant}'`);
    return count;
  }

  /** Adds a tenant, unless it is there. */
  addTenant(tenant) {
    return this.rows(`INSERT INTO tenants (tenant_id, name) VALUES ('${tenant}', '${tenant}') ON CONFLICT DO NOTHING`);
  }

  /** Uploads a file by the AWS CLI. */
  async upload(key, body) {
    const folder = mkdtempSync(join(places.run, 'upload-'));
    try {
      writeFileSync(join(folder, 'file'), body);
      await this.uploadFile(key, join(folder, 'file'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** The same for a file that is there. */
  uploadFile(key, path) {
    const line = `aws s3 cp --only-show-errors '${path}' 's3://${this.bucket}/${key}'`;
    return this.#sandbox.bash('Upload', ['-euo', 'pipefail', '-c', line], { seconds: 60 });
  }

  /** Uploads a file to the folder of a format and of a tenant; how its import ended. */
  async import(format, file, body, meanwhile = async () => {}) {
    const inbox = await this.#inboxOf(format);
    const key = `${format}/${file}`;
    const before = new Set((await this.executions(format)).map(({ executionArn }) => executionArn));
    await (Buffer.isBuffer(body) || !body.path ? this.upload(key, body) : this.uploadFile(key, body.path));
    await meanwhile();
    const [started] = await until(
      `the end of the import of ${key}`,
      async () => (await this.executions(format)).filter(({ executionArn }) => !before.has(executionArn)),
      (found) => found.length > 0 && found.every(({ status }) => status !== 'RUNNING'),
      120,
    );
    return this.#endOf(key, started, inbox);
  }

  /** All executions of an import, the latest first. */
  async executions(format) {
    const stateMachineArn = `arn:aws:states:${this.#sandbox.region}:${this.#sandbox.account}:stateMachine:${this.nameOf(format)}`;
    return (await this.#sandbox.ask(SFNClient, new ListExecutionsCommand({ stateMachineArn }))).executions;
  }

  /** @returns {Promise<End>} */
  async #endOf(key, { executionArn, name }, inbox) {
    const asked = new DescribeExecutionCommand({ executionArn });
    const { status, error, cause } = await this.#sandbox.ask(SFNClient, asked);
    const reports = `reports/${key}/${name}/`;
    const { Contents = [] } = await this.#sandbox.ask(
      S3Client,
      new ListObjectsV2Command({ Bucket: this.bucket, Prefix: reports }),
    );
    const texts = Contents.map(async ({ Key }) => [Key.slice(reports.length), await this.#text(Key)]);
    const { 'report.json': report = 'null', 'rejected.csv': rejected = '' } = Object.fromEntries(
      await Promise.all(texts),
    );
    const [message] = await inbox.received(10);
    return { key, status, error, cause, report: JSON.parse(report), rejected: linesOf(rejected), message };
  }

  /** The processes of the tasks of an import that run. */
  async processes(format) {
    const list = new ListTasksCommand({ cluster: this.#cell, family: this.nameOf(format), desiredStatus: 'RUNNING' });
    const { taskArns: tasks } = await this.#sandbox.ask(ECSClient, list);
    if (tasks.length === 0) return [];
    const described = await this.#sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster: this.#cell, tasks }));
    return described.tasks
      .filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ taskArn, containers: [{ runtimeId }] }) => ({ taskArn, pid: Number(runtimeId) }));
  }

  /** Lines of the log of an import with a text. */
  async logged(format, text) {
    const asked = new FilterLogEventsCommand({ logGroupName: `/ecs/${this.nameOf(format)}` });
    const { events = [] } = await this.#sandbox.ask(CloudWatchLogsClient, asked);
    return events.map(({ message }) => message).filter((message) => message.includes(text));
  }

  async #text(Key) {
    const { Body } = await this.#sandbox.ask(S3Client, new GetObjectCommand({ Bucket: this.bucket, Key }));
    return Body.transformToString();
  }

  /** What the topic of an import sends, from the first import of a format on. */
  async #inboxOf(format) {
    if (!this.#inboxes.has(format)) {
      const stateMachineArn = `arn:aws:states:${this.#sandbox.region}:${this.#sandbox.account}:stateMachine:${this.nameOf(format)}`;
      const asked = new DescribeStateMachineCommand({ stateMachineArn });
      const { definition } = await this.#sandbox.ask(SFNClient, asked);
      const { TopicArn } = JSON.parse(definition).States.Notify.Arguments;
      this.#inboxes.set(format, await openQueue(this.#sandbox, TopicArn, `imports-${format}`));
    }
    return this.#inboxes.get(format);
  }

  /** Leaves the topics. */
  async close() {
    for (const inbox of this.#inboxes.values()) await inbox.close();
    this.#inboxes.clear();
  }
}

/** The first container of a task definition. */
async function containerOf(sandbox, taskDefinition) {
  const described = new DescribeTaskDefinitionCommand({ taskDefinition });
  return (await sandbox.ask(ECSClient, described)).taskDefinition.containerDefinitions[0];
}

/** The login of the owner of the database of a cell, which its migration alone has. */
async function ownerOf(sandbox, cell) {
  const list = new ListTaskDefinitionFamiliesCommand({ familyPrefix: `${cell.replaceAll('-', '')}services-Migration` });
  const { families } = await sandbox.ask(ECSClient, list);
  const { environment, secrets } = await containerOf(sandbox, families[0]);
  const [host, port, database] = ['HOST', 'PORT', 'NAME'].map((part) => {
    return environment.find(({ name }) => name === `DB_${part}`).value;
  });
  const [{ valueFrom }] = secrets.filter(({ name }) => name === 'DB_PASSWORD');
  const read = new GetSecretValueCommand({ SecretId: `${reference(valueFrom).SecretId}` });
  const { SecretString } = await sandbox.ask(SecretsManagerClient, read);
  const { username: user, password } = JSON.parse(SecretString);
  return { host, port: Number(port), database, user, password };
}

function linesOf(text) {
  return text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter((line) => line !== '');
}
