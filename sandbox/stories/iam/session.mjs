import assert from 'node:assert/strict';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { pathWith } from '../../run/kernel/aws/emulator.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const ISSUER = 'https://token.actions.githubusercontent.com';
const OWNER = { name: 'rl-bank', id: '10000001' };
const AUDIENCE = 'sts.amazonaws.com';

/**
 * The claims of a job in an environment of a repository, https://docs.github.com/en/actions/reference/security/oidc. `sub` has
 * the names alone, or with `ids` also the ids.
 */
export function claimsOf({ repository, id, environment }, { ids = false } = {}) {
  const name = ids ? `${OWNER.name}@${OWNER.id}/${repository}@${id}` : `${OWNER.name}/${repository}`;
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: `repo:${name}:environment:${environment}`,
    environment,
    ref: 'refs/heads/main',
    repository: `${OWNER.name}/${repository}`,
    repository_id: id,
    repository_owner: OWNER.name,
    repository_owner_id: OWNER.id,
    iat: now,
    exp: now + 300,
  };
}

/** A token with claims. Its signature is none: the emulator does not check it, see known-faults.json. */
export function tokenOf(claims) {
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: 'sandbox' }, claims];
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), 'unsigned'].join('.');
}

/**
 * Credentials of a role, for a token.
 *
 * @param {Sandbox} sandbox
 */
export async function assumeWith(sandbox, claims, role) {
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn(sandbox, role),
    RoleSessionName: 'job',
    WebIdentityToken: tokenOf(claims),
  });
  return new Session(sandbox, (await sandbox.ask(STSClient, command)).Credentials);
}

/**
 * Credentials of a role that AWS services assume: the root user of the emulator stands for them.
 *
 * @param {Sandbox} sandbox
 */
export async function assumeAsService(sandbox, role) {
  const command = new AssumeRoleCommand({ RoleArn: roleArn(sandbox, role), RoleSessionName: 'task' });
  return new Session(sandbox, (await sandbox.ask(STSClient, command)).Credentials);
}

export function roleArn({ account }, role) {
  return `arn:aws:iam::${account}:role/${role}`;
}

/** Requests and processes with the credentials of a role. */
export class Session {
  #sandbox;
  #credentials;
  #clients = new Map();

  /** @param {Sandbox} sandbox */
  constructor(sandbox, { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken }) {
    this.#sandbox = sandbox;
    this.#credentials = { accessKeyId, secretAccessKey, sessionToken };
  }

  /**
   * Sends a command to a service; its answer.
   *
   * @template Output
   * @param {new (config: any) => { send: (command: any) => Promise<any> }} Client
   * @param {import('../../run/kernel/types.d.ts').Command<Output>} command
   * @returns {Promise<import('../../run/kernel/types.d.ts').Defined<Output>>}
   */
  ask(Client, command, region = this.#sandbox.region) {
    const key = `${Client.name} ${region}`;
    if (!this.#clients.has(key)) {
      const place = { endpoint: this.#sandbox.url, region, forcePathStyle: true, maxAttempts: 1 };
      this.#clients.set(key, new Client({ ...place, credentials: this.#credentials }));
    }
    return this.#clients.get(key).send(command);
  }

  /** IAM refuses a command, whatever it would do. */
  async isRefused(what, Client, command, region) {
    const refusal = await this.ask(Client, command, region).then(
      () => 'allowed',
      ({ name, message }) => (/^(AccessDenied|AccessDeniedException)$/.test(name) ? 'refused' : `${name}: ${message}`),
    );
    assert.equal(refusal, 'refused', what);
  }

  /** The environment of a process with these credentials. */
  get env() {
    const { accessKeyId, secretAccessKey, sessionToken } = this.#credentials;
    return {
      ...this.#sandbox.env,
      PATH: pathWith(this.#sandbox.python),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    };
  }

  /** A profile of the AWS CLI with these credentials. */
  profile(name) {
    const { accessKeyId, secretAccessKey, sessionToken } = this.#credentials;
    const lines = [
      `[${name}]`,
      `aws_access_key_id = ${accessKeyId}`,
      `aws_secret_access_key = ${secretAccessKey}`,
      `aws_session_token = ${sessionToken}`,
    ];
    return `${lines.join('\n')}\n`;
  }

  /** As `Sandbox.bash`, with these credentials. */
  bash(what, args, options) {
    return this.#sandbox.bash(what, args, { ...options, env: { ...this.env, ...options.env } });
  }

  /** As `Sandbox.cdk`, with these credentials. */
  cdk(what, args, options) {
    return this.#sandbox.cdk(what, args, { ...options, env: this.env });
  }
}
