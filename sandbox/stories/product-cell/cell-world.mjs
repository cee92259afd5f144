import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LIVE, partsOf } from './cells.mjs';
import { keyOf } from '../../../examples/product-cell/app/shared/access.mjs';
import { fill } from '../../run/examples/example-without-plan.mjs';
import { hostOf } from '../../run/examples/product-cell/example.mjs';
import { release } from '../../run/examples/product-cell/release.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';
import { requestApi } from '../account/request.mjs';
import { AppWorld } from '../app-world.mjs';

/** The modules of a cell beside those that all have: `LIVE` gets contacts later. */
const modulesOf = (cell) => (cell === LIVE ? 'tasks' : 'tasks,contacts');

/** What the stories of cells share: the account, the CDK CLI, and the keys that the cells take. */
export class CellWorld extends AppWorld {
  #secrets = new Map();

  /** The assembly of a cell, kept beside those of the others. */
  assemblyOf(cell) {
    return join(places.run, `${cell}.out`);
  }

  /**
   * Synthesizes a cell: another run of the same app.
   *
   * @param {string} cell
   * @param {import('../../run/kernel/types.d.ts').Context} context
   */
  async synthesizeCell(cell, context = {}) {
    await this.synthesize({ ...partsOf(cell), modules: modulesOf(cell), ...context });
    rmSync(this.assemblyOf(cell), { recursive: true, force: true });
    cpSync(places.out, this.assemblyOf(cell), { recursive: true });
  }

  /** Deploys a cell and starts it, as its README says; the seconds of each step. */
  async start(cell) {
    const seconds = {};
    const time = async (step, work) => {
      const from = performance.now();
      await work();
      seconds[step] = Math.round((performance.now() - from) / 1000);
    };
    await this.synthesizeCell(cell);
    await time('deploy', () => this.deploy());
    await time('release', async () => {
      await fill(this.sandbox);
      await release(this.sandbox, cell);
    });
    await this.synthesizeCell(cell, { launchPhase: 'first-start' });
    await time('start', () => this.deploy());
    return seconds;
  }

  /**
   * Requests a path of the API of a cell, through its distribution; as a tenant or the operator, if one is named.
   *
   * @param {string} cell
   * @param {string} path
   * @param {{ as?: string, method?: string, headers?: Record<string, string>, body?: unknown }} options
   */
  async ask(cell, path, { as, ...options } = {}) {
    const token = as === undefined ? undefined : `Bearer ${await this.keyFor(cell, as)}`;
    return requestApi(this.sandbox, hostOf(cell), path, { ...options, token });
  }

  /** The key of a tenant or of the operator, which an operator makes from the secret of `app`. */
  async keyFor(cell, name) {
    if (!this.#secrets.has(cell)) this.#secrets.set(cell, await this.#passwordOf(cell));
    return keyOf(name, this.#secrets.get(cell));
  }

  /** The password of `app`: the secret that the task definition of the API names. */
  async #passwordOf(cell) {
    const all = await services(this.sandbox);
    const isApi = ({ clusterArn, serviceName }) => clusterArn.endsWith(`/${cell}`) && /ApiV1/.test(serviceName);
    const described = new DescribeTaskDefinitionCommand({ taskDefinition: all.find(isApi)?.taskDefinition });
    const { taskDefinition } = await this.sandbox.ask(ECSClient, described);
    const [{ valueFrom }] = taskDefinition.containerDefinitions[0].secrets.filter(({ name }) => name === 'DB_PASSWORD');
    const read = new GetSecretValueCommand({ SecretId: valueFrom.split(':').slice(0, 7).join(':') });
    const { SecretString } = await this.sandbox.ask(SecretsManagerClient, read);
    return JSON.parse(SecretString).password;
  }
}

/** Prints the figures of a story. */
export function print(what, figures) {
  const all = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`       ${what}: ${all.join(', ')}`);
}
