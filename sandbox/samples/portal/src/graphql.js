import { apiUrl } from './hosts.js';
import { accessToken } from './session.js';

/** Sends an operation to the API of the bank; its data. */
export async function graphql(query, variables = {}) {
  const token = accessToken();
  const response = await fetch(`${apiUrl}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok) throw new Error(`The API answered ${response.status}.`);
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

/** Why an operation failed. A browser hides the status of an answer without CORS headers, such as 502 of a load balancer. */
export async function reasonOf(error) {
  if (!(error instanceof TypeError)) return error.message;
  const answers = await fetch(`${apiUrl}/health`, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  );
  return answers
    ? 'The load balancer answers, but not the API: no task is healthy.'
    : `Nothing answers at ${apiUrl}. If the browser does not trust its certificate yet, open it once in a tab.`;
}
