import { join } from 'node:path';
import { CliDesk, Outcome } from './cli-desk';
import { Repository } from './repository';

/** How the gate of the app of `gated-app.mjs` stands, and whether the app has a stack of its own beside it. */
export interface Situation {
  readonly gate: 'closed' | 'open' | 'disabled' | 'disabled and open';
  readonly host: boolean;
}

export const GATED = ['prd-api', 'prd-data'];
export const DEPLOY = ['--require-approval', 'never'];
const DEPLOYED = [...GATED, 'Host'];
const PLAN = 'Gate/Plan (resource-gate-plan-Gate-fa77a525)';
const SKIPPED = `${PLAN}: stack has no resources, skipping deployment`;

/** Commands on an assembly, what they say and what they change where the app has a host. */
const COMMANDS = {
  list: { args: ['list'], code: 0, told: PLAN, changes: [] },
  'deploy --all': { args: ['deploy', '--all', ...DEPLOY], code: 0, told: SKIPPED, changes: ['ExecuteChangeSet'] },
  'deploy **': { args: ['deploy', '**', ...DEPLOY], code: 0, told: SKIPPED, changes: ['ExecuteChangeSet'] },
  'deploy by path': {
    args: ['deploy', 'Data', ...DEPLOY],
    code: 1,
    told: 'No stacks match the name(s) Data',
    changes: [],
  },
  'destroy --all': {
    args: ['destroy', '--all', '--force'],
    code: 0,
    told: `${PLAN}: destroyed`,
    changes: ['DeleteStack'],
  },
  diff: { args: ['diff'], code: 0, told: `Stack ${PLAN}`, changes: [] },
};
export type Command = keyof typeof COMMANDS;
export const commands = Object.keys(COMMANDS) as Command[];

/** Runs the app by the CLI, into a folder at the desk, or a command on it. */
export async function onApp(desk: CliDesk, { gate, host }: Situation, folder: string, ...args: string[]) {
  const app = `node ${join(Repository.here.root, 'test/house/gated-app.mjs')}`;
  const around = { deployed: DEPLOYED, env: { GATE: gate, HOST: host ? 'yes' : '' } };
  return desk.cdk(around, '--app', app, '--output', folder, ...args);
}

/** Runs a command on an assembly at the desk: an app that is not the subject costs as much as the CLI. */
export async function onAssembly(desk: CliDesk, folder: string, ...args: string[]): Promise<Outcome> {
  return desk.cdk({ deployed: DEPLOYED }, '--app', folder, ...args);
}

/** What the CLI is to do where a gate keeps what is behind it, and `more` that the assembly at the desk shows. */
export function describeKeeping({ gate, host }: Situation, names: Command[], more?: (desk: CliDesk) => void): void {
  describe(`a gate that is ${gate}, ${host ? 'beside a stack of the app' : 'alone'},`, () => {
    const desk = new CliDesk();
    let synth: Outcome;
    let done: Outcome[];
    beforeAll(async () => {
      synth = await onApp(desk, { gate, host }, 'out', 'synth');
      done = await Promise.all(names.map(async (name) => onAssembly(desk, 'out', ...COMMANDS[name].args)));
    }, 90_000);
    afterAll(() => desk.close());

    test('RB19a RB19b synthesizes, and says what it keeps and where the plan is', () => {
      expect(synth.code).toBe(0);
      expect(synth.err).toContain(gate === 'closed' ? 'The plan: out/plan-Gate/plan.txt' : 'Gate is disabled');
      expect(desk.files('out/plan-Gate').length > 0).toBe(gate === 'closed');
      if (!host) {
        expect(synth.out).toContain(gate === 'closed' ? 'Data (prd-data) in ap-southeast-1' : 'nothing is planned');
      }
    });

    test.each(names)('RB19b RB19d RB19e neither changes nor asks for what it keeps: %s', (name) => {
      const { code, told, changes } = COMMANDS[name];
      const { out, err, asked, unknown, ...outcome } = done[names.indexOf(name)];

      expect({ code: outcome.code, unknown }).toEqual({ code, unknown: [] });
      expect(out + err).toContain(told);
      expect(asked.filter((stack) => GATED.includes(stack))).toEqual([]);
      expect(outcome.changes.filter((call) => !call.includes('CreateChangeSet'))).toEqual(
        host ? changes.map((action) => `cloudformation ${action} Host`) : [],
      );
      if (name === 'list') expect(out.trim().split('\n')).toEqual([...(host ? ['Host'] : []), PLAN]);
    });

    more?.(desk);
  });
}
