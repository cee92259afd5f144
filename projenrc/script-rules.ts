/** How eslint checks scripts without a compiler: no types, which `tsc -p sandbox` has, and no packages that `npm ci` lacks. */
export const scriptRules = {
  files: ['*.mjs', '*.cjs'],
  env: { es2022: true, jest: false },
  parserOptions: { ecmaVersion: 2022, project: null },
  rules: {
    '@typescript-eslint/member-ordering': 'off', // it does not know static #methods
    '@typescript-eslint/no-floating-promises': 'off',
    '@typescript-eslint/no-require-imports': 'off',
    '@typescript-eslint/return-await': 'off',
    'import/no-extraneous-dependencies': 'off',
    'import/no-unresolved': 'off',
    'no-undef': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
    'prefer-const': 'error',
  },
};
