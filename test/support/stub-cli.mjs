// What the stubs of command line tools have in common: they read the words of a command, do it on a state that a JSON
// file keeps, and answer. They serve the calls of stub-aws-client.sh, which spares every call the 0.1 s that node takes to
// start, and print the port that they listen on.
//   STUB_AWS_STATE      the JSON file
//   STUB_AWS_DIE_AFTER  the number of writes after which it is as if the power went
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const FILTERS = ['--exclude', '--include'];

/** Thrown where the command would be killed; nothing that it had still to do is done. */
class Death extends Error {}

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

/** Answers command lines. The first two words name the command. */
export function play(commands, open) {
  serve((args, { cwd, state: path, dieAfter }) => {
    const state = open(path, dieAfter);
    try {
      state.begin(args);
      const call = parse(commands, args);
      return { code: 0, out: call.run(state, { ...call, cwd }) ?? '', err: '' };
    } catch (error) {
      if (error instanceof Death) return { code: 137, out: '', err: '' };
      if (error instanceof Refusal) return { code: error.code, out: '', err: `${error.message}\n` };
      return { code: 252, out: '', err: `${error.stack}\n` };
    } finally {
      state.end();
    }
  });
}

export function refuse(problem) {
  throw new Error(`stub aws knows ${problem}`);
}

function parse(commands, args) {
  const name = args.slice(0, 2).join(' ');
  const command = commands[name] ?? refuse(`no command '${name}'`);
  const call = { run: command.run, operands: [], options: {}, filters: [] };
  const words = args.slice(2);
  while (words.length > 0) {
    const word = words.shift();
    const [option, glued] = word.split(/(?<=^--[a-z-]+)=/s);
    const value = () => glued ?? words.shift() ?? refuse(`no '${option}' without value`);
    if (command.flags?.includes(word)) {
      call.options[word] = true;
    } else if (command.lists?.includes(option)) {
      call.options[option] = [value()];
      while (words.length > 0 && !words[0].startsWith('--')) call.options[option].push(words.shift());
    } else if (command.filters && FILTERS.includes(option)) {
      call.filters.push({ isIncluded: option === '--include', pattern: value() });
    } else if (command.options?.includes(option)) {
      call.options[option] = value();
    } else if (word.startsWith('-')) {
      refuse(`no option '${word}' of '${name}'`);
    } else {
      call.operands.push(word);
    }
  }
  if (call.operands.length !== (command.operands ?? 0)) refuse(`no '${name}' of ${JSON.stringify(call.operands)}`);
  return call;
}

function serve(answer) {
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
      const [count, cwd, state, dieAfter, ...args] = text.split('\0');
      if (args.length <= Number(count)) return; // behind the last word comes a NUL too
      const { code, out, err } = answer(args.slice(0, -1), { cwd, state, dieAfter: Number(dieAfter) });
      socket.end(`${code}\0${out}\0${err}\0`);
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
}
