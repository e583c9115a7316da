import tseslint from 'typescript-eslint';
import regexp from 'eslint-plugin-regexp';
import rooms from './scripts/lint/rooms.mjs';

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', '.vscode-test/**', '.cache/**', 'artifacts/**', 'language/syntax/generated/**', 'node_modules/**'] },
  ...tseslint.configs.recommended,
  regexp.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { planwright: { rules: { rooms } } },
    rules: {
      'planwright/rooms': 'error',
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['test/**'], rules: { 'max-lines': 'off', '@typescript-eslint/no-unused-expressions': 'off' } },
);
