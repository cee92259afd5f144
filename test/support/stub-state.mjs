import { readFileSync, writeFileSync } from 'node:fs';

/** Thrown where the command would be killed; nothing that it had still to do is done. */
export class Death extends Error {}

/** What the command says on its last line before it exits. */
export class Refusal extends Error {
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/**
 * What is in an account, in a JSON file, behind a role: every request is noted with the IAM action it takes and the ARN
 * it takes it on, and refused if `allows`, which a subclass has, says that the role lacks it.
 */
export class StubState {
  constructor(path, dieAfter) {
    Object.defineProperties(this, { path: { value: path }, dieAfter: { value: dieAfter } });
    Object.assign(this, JSON.parse(readFileSync(path, 'utf8')));
  }

  /** A call of the command line, which the requests that follow belong to. */
  begin(args) {
    this.calls.push({ args, requests: [] });
    if (this.dead) throw new Death();
  }

  end() {
    writeFileSync(this.path, JSON.stringify(this));
  }

  write(action, resource, change) {
    this.request(action, resource);
    this.clock += 1;
    change(new Date(Date.UTC(2026, 0, 1) + this.clock * 1000).toISOString());
    const writes = this.calls.flatMap(({ requests }) => requests).filter(({ isWrite }) => isWrite).length + 1;
    this.calls.at(-1).requests.at(-1).isWrite = true;
    if (writes === this.dieAfter) {
      this.dead = true;
      throw new Death();
    }
  }

  request(action, resource) {
    this.calls.at(-1).requests.push({ action, resource });
    if (!this.allows(action, resource)) {
      throw new Refusal(
        `An error occurred (AccessDenied): not authorized to perform: ${action} on resource: ${resource}`,
      );
    }
  }
}
