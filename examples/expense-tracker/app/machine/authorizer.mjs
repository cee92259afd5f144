// The authorizer of the machine API: `Authorization: ApiKey <token>` to a user. API Gateway keeps the answer for five minutes, by the
// header, so it is about the whole stage and not about the method that was called first; a key that is deleted works until then.
import { createHash } from 'node:crypto';
import { Database } from '../shared/database.mjs';

const database = new Database(process.env, { connections: 1 });

export async function handler({ headers = {}, methodArn }) {
  const [, value = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  const [, token] = /^ApiKey (\S{20,200})$/.exec(`${value}`) ?? [];
  const hash = createHash('sha256').update(`${token}`).digest('hex');
  const [{ user_id: userId }] = token
    ? await database.query('SELECT user_of_key($1) AS user_id', [hash])
    : [{ user_id: null }]; // denied, too: an error would be one of the function, and any caller could raise its alarm
  const [api, stage] = methodArn.split('/');
  return {
    principalId: userId ?? 'unknown',
    policyDocument: policy(userId === null ? 'Deny' : 'Allow', `${api}/${stage}/*`),
    ...(userId !== null && { context: { userId }, usageIdentifierKey: hash }),
  };
}

function policy(Effect, Resource) {
  return { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] };
}
