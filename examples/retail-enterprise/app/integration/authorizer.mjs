// The authorizer of partners: `Authorization: ApiKey <partner>.<secret>`. The hash of the whole token is the value of an API key, so a token
// that no operator has made is refused by API Gateway, and its partner is the one that it was made for. API Gateway keeps an answer for
// five minutes, so it has what the partner may call, and not what was called first.
import { createHash } from 'node:crypto';

/** Routes of each partner. */
const ROUTES = { pos: 'POST/v1/orders', edi: 'POST/v1/deliveries', payment: 'POST/v1/payments' };

export async function handler({ headers = {}, methodArn }) {
  const [, value = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  const [, token, partner] = /^ApiKey (([a-z]+)\.[\w-]{32,100})$/.exec(`${value}`) ?? [];
  const [api, stage] = methodArn.split('/');
  if (!token || !Object.hasOwn(ROUTES, partner)) {
    return { principalId: 'unknown', policyDocument: policy('Deny', `${api}/${stage}/*`) };
  }
  return {
    principalId: partner,
    policyDocument: policy('Allow', `${api}/${stage}/${ROUTES[partner]}`),
    context: { partner },
    usageIdentifierKey: createHash('sha256').update(token).digest('hex'),
  };
}

function policy(Effect, Resource) {
  return { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] };
}
