import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';
import { StubCloud } from './stub-cloud';

/** How the gate of the app stands, and whether somebody else has a stack in it. */
export interface Situation {
  readonly gate: 'closed' | 'open' | 'disabled' | 'disabled and open';
  readonly host: boolean;
}

/** Somebody in an empty folder with the app of `gated-app.mjs`. */
export class GateDesk extends CliDesk {
  constructor() {
    super('gate');
  }

  /** Runs a command on the app, all of whose stacks are said to be deployed. The folder is where it synthesizes to. */
  public async cdk(situation: Situation, folder: string, ...args: string[]): Promise<Outcome> {
    const app = `node ${join(Repository.here.root, 'test/house/gated-app.mjs')}`;
    return this.runOn(situation, '--app', app, '--output', folder, ...args);
  }

  /** Runs a command on an assembly that a command before has left. */
  public async onAssembly(path: string, ...args: string[]): Promise<Outcome> {
    return this.runOn({ gate: 'closed', host: false }, '--app', join(this.folder, path), ...args);
  }

  private async runOn({ gate, host }: Situation, ...args: string[]): Promise<Outcome> {
    const run = {
      cwd: this.folder,
      deployed: ['prd-data', 'prd-api', 'Host'],
      environmentOf: ({ environment }: StubCloud) => ({ ...environment, GATE: gate, HOST: host ? 'yes' : '' }),
    };
    return this.run(run, ...args, '--no-notices', '--no-version-reporting');
  }
}
