import { readdirSync } from 'node:fs';
import { Component, TextFile, javascript } from 'projen';

/**
 * The root barrel and the package's `exports`, both made from the folders under `src/`:
 * a new folder is `mkdir`, and `import … from 'rl-bank-constructs/<folder>'` works.
 */
export class FolderExports extends Component {
  constructor(project: javascript.NodeProject) {
    super(project);

    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();

    const barrel = new TextFile(project, 'src/index.ts');
    barrel.addLine(`// ${barrel.marker}`);
    folders.forEach((folder) => barrel.addLine(`export * as ${folder} from './${folder}';`));
    barrel.addLine('');

    project.package.addField('type', 'commonjs');
    project.package.addField('exports', {
      '.': './lib/index.js',
      './.jsii': './.jsii',
      './package.json': './package.json',
      ...Object.fromEntries(folders.map((folder) => [`./${folder}`, `./lib/${folder}/index.js`])),
    });
    // TypeScript's older "node10" resolution does not read `exports`.
    project.package.addField('typesVersions', {
      '*': Object.fromEntries(folders.map((folder) => [folder, [`lib/${folder}/index.d.ts`]])),
    });
  }
}
