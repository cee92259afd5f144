import { Component, JsonFile, cdk } from 'projen';
import { scriptRules } from './script-rules';

/** Rules that oxlint does not run; `npm run nightly` runs eslint with them. */
const OF_ESLINT = [
  'import/no-extraneous-dependencies', // by day test/house/architecture.ts reads the imports of src
  'import/no-unresolved', // by day `typecheck` says so
  'import/order',
  '@typescript-eslint/member-ordering',
  'no-return-await', // off, and oxlint has none
  'prettier/prettier', // by day oxfmt writes the same
];

/** The rules of eslint, as oxlint names them. */
function oxlintRules(rules: Record<string, unknown>): Record<string, unknown> {
  const shared = Object.entries(rules).filter(([name]) => !OF_ESLINT.includes(name));
  return Object.fromEntries(shared.map(([name, value]) => [name.replace('@typescript-eslint/', 'typescript/'), value]));
}

/**
 * `npm test` lints by oxlint and formats by oxfmt, under the rules of .eslintrc.json and .prettierrc.json, for a tenth of the CPU of
 * eslint and prettier. `npm run nightly` runs eslint, with prettier as a rule of it, over the same files, and fails where they disagree.
 */
export class Linters extends Component {
  constructor(project: cdk.JsiiProject, files: string[]) {
    super(project);

    new JsonFile(project, '.oxlintrc.json', {
      marker: false,
      obj: {
        plugins: ['typescript', 'import'],
        categories: { correctness: 'off' },
        rules: oxlintRules({
          ...project.eslint!.rules,
          'no-shadow': 'error', // that of eslint knows no types, that of oxlint does
          '@typescript-eslint/no-shadow': undefined,
        }),
        overrides: [
          { files: scriptRules.files, env: { node: true, ...scriptRules.env }, rules: oxlintRules(scriptRules.rules) },
          { files: ['sandbox/stories/browser/*.mjs'], env: { browser: true } }, // functions that run in a page
        ],
      },
    });
    new JsonFile(project, '.oxfmtrc.json', { marker: false, obj: project.prettier!.settings });

    const [lint, format] = [
      'oxlint --type-aware --tsconfig scripts/tsconfig.json',
      'oxfmt --no-error-on-unmatched-pattern',
    ];
    project.addTask('lint', {
      description:
        'Check the rules of eslint and write the format of prettier, by programs that take a tenth of the CPU',
      steps: [
        { exec: `${lint} ${files.join(' ')}` },
        { exec: `${format} ${files.map((it) => (it.includes('.') ? it : `'${it}/**/*.{ts,tsx,mjs,cjs}'`)).join(' ')}` },
      ],
    });
    ['/.oxlintrc.json', '/.oxfmtrc.json'].forEach((path) => project.npmignore?.exclude(path));
  }
}
