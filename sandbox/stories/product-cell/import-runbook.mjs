import assert from 'node:assert/strict';
import { join } from 'node:path';
import { LIVE } from './cells.mjs';
import { contacts, csv } from './contact-files.mjs';
import { Importing } from './importing.mjs';
import { StepShell, stepsIn } from '../steps.mjs';

const TENANT = 'runbook';
const COMMIT = '5'.repeat(40);
const TITLES = [
  'Build and push the image of the importer',
  'Create the ledger, and grant the login of the import its rights',
  'Import one small file',
  'Read its report',
  'Import the other files',
  'Compare the counts with those of the old system',
  'Undo an import that should not have been',
];

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>[]} */
export const followedImports = [
  {
    name: 'PC13b an operator follows the runbook of an import line by line: each command runs, each check prints what it says, an import is undone, and comes again',
    async tell(world) {
      const imports = await Importing.of(world, LIVE);
      await imports.addTenant(TENANT);
      const steps = stepsIn(join(world.assemblyOf(LIVE), `${imports.nameOf('csv')}.md`));
      assert.deepEqual(
        steps.map(({ title }) => title),
        TITLES,
      );
      const [image, ledger, first, report, others, compare, undo] = steps;
      const shell = new StepShell(world.sandbox, { OWNER_URL: imports.ownerUrl, COMMIT });
      try {
        await shell.follow(image);
        await shell.follow(ledger, { login: 'importer' });
        const file = shell.write('first.csv', csv(contacts(3, 'first.example')));
        await shell.follow(first, { file, tenant: TENANT });
        assert.equal(await imports.contacts(TENANT), 3);
        await shell.follow(report);
        const { importId } = JSON.parse(await shell.run(report.title, report.command));

        const folder = shell.folder('others');
        for (const name of ['one', 'two']) shell.write(`${folder}/${name}.csv`, csv(contacts(5, `${name}.example`)));
        await shell.follow(others, { folder, tenant: TENANT });
        assert.equal(await imports.contacts(TENANT), 13);
        await shell.follow(compare);

        const values = { 'import id': importId, tenant: TENANT, file: 'first.csv' };
        await shell.follow(undo, values);
        assert.equal(await imports.contacts(TENANT), 10);
        await shell.run(`The way back of '${undo.title}'`, undo.wayBack, values);
        assert.equal(await imports.contacts(TENANT), 13);
      } finally {
        shell.close();
      }
    },
  },
];
