// What banks and cells cost: many of them in one app, and the examples by the real CLI beside an empty app.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { output } from './process.mjs';

const COUNT = 10;

export const bank = [
  {
    name: 'banks',
    what: `CPU seconds a bank, of one app with ${COUNT} beside an app with one`,
    rounds: 3,
    base: 'one',
    variants: [
      { name: 'one', run: () => appWith(1, 'many-banks.cjs') },
      { name: 'many', isJudged: true, run: () => appWith(COUNT, 'many-banks.cjs') },
    ],
  },
  {
    name: 'cells',
    what: `CPU seconds a cell of production, of one app with ${COUNT} beside an app with one`,
    rounds: 3,
    base: 'one',
    variants: [
      { name: 'one', run: () => appWith(1, 'many-cells.cjs') },
      { name: 'many', isJudged: true, run: () => appWith(COUNT, 'many-cells.cjs') },
    ],
  },
  {
    name: 'cli',
    what: '`cdk synth` of the examples beside an empty app, CPU seconds',
    rounds: 9,
    base: 'empty',
    variants: [
      { name: 'empty', run: () => withEmptyApp((file) => cdkSynth(`node ${file}`)) },
      { name: 'closed', isJudged: true, run: () => cdkSynth('node build/examples/rl-bank/app.js') },
      {
        name: 'open',
        isJudged: true,
        run: () => cdkSynth('node build/examples/rl-bank/app.js', '-c', 'config=examples/rl-bank/open.yaml'),
      },
      { name: 'expense-tracker', isJudged: true, run: () => example('expense-tracker') },
      { name: 'construction-saas', isJudged: true, run: () => example('construction-saas') },
      { name: 'two-regions', isJudged: true, run: () => example('construction-saas', '-c', 'frankfurt=true') },
      { name: 'retail-enterprise', isJudged: true, run: () => example('retail-enterprise') },
    ],
  },
];

function appWith(count, script) {
  return inFolder((outdir) => {
    const env = { CDK_OUTDIR: outdir };
    const { cpu, megabytes } = JSON.parse(output(process.execPath, [`bench/${script}`, String(count)], env));
    return { cost: cpu / count, megabytes };
  });
}

function example(name, ...more) {
  return cdkSynth(`node build/examples/${name}/app.js`, ...more);
}

/** The CPU seconds of the CLI and of the app that it starts: a shell adds up those of its children. */
function cdkSynth(app, ...more) {
  return inFolder((outdir) => {
    const cdk = ['node_modules/.bin/cdk', 'synth', '--quiet', '--app', app, '--output', outdir, ...more];
    const ofChildren = output('sh', ['-c', '"$@" && times', 'sh', ...cdk])
      .trim()
      .split('\n')
      .pop();
    const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(
      ([, minutes, seconds]) => 60 * minutes + Number(seconds),
    );
    return { cost: parts.reduce((sum, part) => sum + part, 0) };
  });
}

function withEmptyApp(use) {
  return inFolder((folder) => {
    const file = join(folder, 'empty.cjs');
    const cdkLib = JSON.stringify(join(process.cwd(), 'node_modules/aws-cdk-lib'));
    writeFileSync(file, `const { App, Stack } = require(${cdkLib}); new Stack(new App(), 'Empty').node.root.synth();`);
    return use(file);
  });
}

function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
