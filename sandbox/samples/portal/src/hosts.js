// The hosts that the build was made for. The suffix after the root domain in the address bar, a port or `.localhost:<port>`, is also
// that of the API and of the login, so that one build runs in AWS and in the sandbox.
const api = new URL(import.meta.env.VITE_API_BASE_URL);
const rootDomain = api.hostname.slice(api.hostname.indexOf('.') + 1);
const suffix = location.host.split(rootDomain)[1] ?? '';

export const apiUrl = `https://${api.hostname}${suffix}`;
export const loginUrl = `https://${import.meta.env.VITE_AUTH_DOMAIN}${suffix}`;
export const clientId = import.meta.env.VITE_AUTH_CLIENT_ID;
export const release = import.meta.env.VITE_SENTRY_RELEASE;
