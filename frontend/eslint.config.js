import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const features = readdirSync(new URL('./src/features', import.meta.url))
const tests = ['src/**/*.test.{ts,tsx}', 'src/test/**']

/** House rules of imports, each with its reason. */
const forbid = {
  app: { regex: '^@/app(/|$)', message: 'Only app composes: features and shared code must not know it.' },
  features: { regex: '^@/features(/|$)', message: 'Shared code must not know any feature.' },
  climbing: {
    regex: '^\\.\\./\\.\\./\\.\\./',
    message: 'Leave your feature by the @ alias, so that boundaries are seen.',
  },
  otherFeature: (own) => ({
    regex: `^@/features/(?!${own}(/|$))|^\\.\\./\\.\\./(?!api/|components/|model/)`,
    message: 'Features must not import each other: move what both need to shared code, or compose in app.',
  }),
  effects: {
    regex: '^(react|react-dom|radix-ui|lucide-react|@tanstack/.*)$|^@/(ui|session)(/|$)|/components/',
    message: 'model decides: it is pure and knows neither React nor components.',
    allowTypeImports: true,
  },
  drawing: {
    regex: '/components/|^@/ui(/|$)',
    message: 'api fetches: it must not know how things are drawn.',
  },
}

const boundaries = (files, patterns) => ({
  files,
  ignores: tests,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
})

export default tseslint.config(
  { ignores: ['target', 'node_modules', 'src/api/generated', 'public'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // The router's redirect() is thrown, as its documentation says.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  boundaries(['src/{api,session,ui,lib}/**'], [forbid.app, forbid.features]),
  ...features.flatMap((feature) => [
    boundaries([`src/features/${feature}/*/**`], [forbid.app, forbid.otherFeature(feature), forbid.climbing]),
    boundaries(
      [`src/features/${feature}/model/**`],
      [forbid.app, forbid.otherFeature(feature), forbid.climbing, forbid.effects],
    ),
    boundaries(
      [`src/features/${feature}/api/**`],
      [forbid.app, forbid.otherFeature(feature), forbid.climbing, forbid.drawing],
    ),
  ]),
)
