import { createHash, randomBytes } from 'node:crypto';
import { send } from './account/request.mjs';

/**
 * Signs a user in by a SAML provider as a browser does: from the sign-in domain of a user pool to the page of the provider, back with
 * its response, and to the app with a code, which it exchanges. The tokens and their claims; an error that the app gets is thrown.
 *
 * @param {Pick<import('../run/kernel/aws/sandbox.mjs').Sandbox, 'url'>} sandbox
 * @param {{ domain: string, clientId: string, clientSecret?: string, redirectUri: string, provider: string, user: string }} asked `domain` is
 *   the host of the sign-in domain, `user` one of those of the provider's page
 */
export async function signInBySaml(sandbox, { domain, clientId, clientSecret, redirectUri, provider, user }) {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, identity_provider: provider, state },
    ...{ scope: 'openid email profile', code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const toApp = await throughProvider(sandbox, `https://${domain}/oauth2/authorize?${query}`, user);
  const { status, body } = await post(sandbox, domain, '/oauth2/token', {
    ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri, code_verifier: verifier },
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    code: codeOf(toApp, state),
  });
  if (status !== 200) throw new Error(`the code was refused: ${body}`);
  const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = JSON.parse(body);
  return { idToken, accessToken, refreshToken, claims: { id: claimsOf(idToken), access: claimsOf(accessToken) } };
}

/**
 * Follows a redirect of an app to a sign-in domain, from there to the page of the provider, and back: the URL of the app, with a code or
 * an error.
 *
 * @param {Pick<import('../run/kernel/aws/sandbox.mjs').Sandbox, 'url'>} sandbox
 * @param {string} url
 * @param {string} user one of those of the provider's page
 */
export async function throughProvider(sandbox, url, user) {
  const { host, pathname, search, searchParams } = new URL(url);
  const toProvider = await redirected(sandbox, host, pathname + search);
  if (toProvider.startsWith(`${searchParams.get('redirect_uri')}`)) return toProvider; // with an error
  const { action, fields } = formOf(await (await fetch(toProvider)).text(), user);
  return redirected(sandbox, new URL(action).host, new URL(action).pathname, fields);
}

/** The claims of a token, whose signature an API checks. */
export function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

async function redirected(sandbox, host, path, fields) {
  const { status, headers, body } = await (fields ? post(sandbox, host, path, fields) : get(sandbox, host, path));
  if (status !== 302 || !headers.location) throw new Error(`${host}${path} answered ${status}: ${body}`);
  return headers.location;
}

function codeOf(location, state) {
  const query = new URL(location).searchParams;
  const code = query.get('code');
  if (!code) throw new Error(query.get('error_description') ?? `no code in ${location}`);
  if (query.get('state') !== state) throw new Error(`the state is another one in ${location}`);
  return code;
}

function formOf(page, user) {
  const form = page.split('<form ').find((it) => it.includes(` id="${user}">`)) ?? '';
  const [, action] = / action="([^"]+)"/.exec(form) ?? [];
  if (action === undefined) throw new Error(`the provider does not know '${user}': ${page}`);
  const inputs = [...form.matchAll(/ name="([^"]+)" value="([^"]*)"/g)];
  return { action: plain(action), fields: Object.fromEntries(inputs.map(([, name, value]) => [name, plain(value)])) };
}

function plain(text) {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

function get(sandbox, host, path) {
  return send(sandbox, path, { method: 'GET', headers: { host, 'x-forwarded-proto': 'https' } });
}

function post(sandbox, host, path, fields) {
  const headers = { host, 'x-forwarded-proto': 'https', 'content-type': 'application/x-www-form-urlencoded' };
  return send(sandbox, path, { method: 'POST', headers, body: `${new URLSearchParams(fields)}` });
}
