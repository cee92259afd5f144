// Keys of machine clients. A client gets its token once; the database has the hash of it, and API Gateway a key with that hash as its
// value, so that the usage plan counts by client. An account has 10,000 keys of API Gateway in a region at most.
import { createHash, randomBytes } from 'node:crypto';
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { Refused } from '../shared/http.mjs';

export class AgentKeys {
  #gateway = new APIGatewayClient({});
  #database;
  #usagePlanId;

  /** @param {Record<string, string | undefined>} environment */
  constructor({ USAGE_PLAN_ID }, database) {
    this.#usagePlanId = USAGE_PLAN_ID;
    this.#database = database;
  }

  /** A new key of a user: its token, which is stored nowhere. */
  async create(userId) {
    const token = `ebta_${randomBytes(32).toString('base64url')}`;
    const hash = hashOf(token);
    const tags = { MachineApiUsagePlan: `${this.#usagePlanId}` }; // without it, this service may not change the key
    const key = new CreateApiKeyCommand({ name: `agent-${hash.slice(0, 12)}`, value: hash, enabled: true, tags });
    const { id } = await this.#gateway.send(key);
    try {
      const usagePlanId = this.#usagePlanId;
      await this.#gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
      await this.#database.as({ userId }, (client) =>
        client.query('INSERT INTO agent_keys (key_hash, gateway_key_id) VALUES ($1, $2)', [hash, id]),
      );
    } catch (error) {
      await this.#gateway.send(new DeleteApiKeyCommand({ apiKey: id })); // none without a row
      if (error.code === '54000') throw new Refused(409, 'You have ten keys: delete one first.');
      throw error;
    }
    return { token };
  }

  /** Deletes a key of a user: API Gateway knows it for five more minutes at most. */
  async delete(userId, token) {
    await this.#database.as({ userId }, async (client) => {
      const text = 'DELETE FROM agent_keys WHERE key_hash = $1 RETURNING gateway_key_id';
      const { rows } = await client.query(text, [hashOf(`${token}`)]);
      if (rows.length === 0) throw new Refused(404, 'You have no such key.');
      await this.#gateway.send(new DeleteApiKeyCommand({ apiKey: rows[0].gateway_key_id })); // the row stays if this fails
    });
  }
}

function hashOf(token) {
  return createHash('sha256').update(token).digest('hex');
}
