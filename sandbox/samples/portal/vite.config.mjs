// A build needs VITE_API_BASE_URL, VITE_AUTH_DOMAIN, VITE_AUTH_CLIENT_ID and VITE_SENTRY_RELEASE, as the plan prints them for CI.
export default {
  root: import.meta.dirname,
  logLevel: 'warn',
  esbuild: { jsx: 'automatic' },
  build: { emptyOutDir: true },
};
