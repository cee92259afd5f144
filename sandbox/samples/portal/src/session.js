import { clientId, loginUrl } from './hosts.js';

const KEY = 'session';
const PENDING = 'login';

export const accessToken = () => session()?.accessToken;

export function session() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
}

export function signOut() {
  sessionStorage.removeItem(KEY);
}

/** Leaves for the login page of the tenant: authorization code with PKCE. */
export async function signIn() {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, returnTo: location.pathname }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: location.origin,
    scope: 'openid profile',
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  location.assign(`${loginUrl}/authorize?${query}`);
}

/** Ends a login: exchanges the code in the address for a token. The path to return to, undefined without a login. */
export async function endSignIn() {
  const answer = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  if (!answer.has('code') || !pending || answer.get('state') !== pending.state) return undefined;
  sessionStorage.removeItem(PENDING);
  const response = await fetch(`${loginUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: answer.get('code'),
      code_verifier: pending.verifier,
      redirect_uri: location.origin,
    }),
  });
  if (!response.ok) throw new Error(`The login answered ${response.status}.`);
  const { access_token: token, id_token: identity } = await response.json();
  const { name } = JSON.parse(atob(identity.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  sessionStorage.setItem(KEY, JSON.stringify({ accessToken: token, name }));
  return pending.returnTo;
}

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
