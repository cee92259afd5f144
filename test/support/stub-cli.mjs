// What the stubs of command line tools have in common: they read the words of a command, do it on a state that a JSON
// file keeps, and answer. `--serve` answers the calls of stub-aws-client.sh, which spares every call the 0.1 s that
// node takes to start, and prints the port that it listens on.
//   STUB_AWS_STATE      the JSON file, see stub-state.mjs
//   STUB_AWS_DIE_AFTER  the number of writes after which it is as if the power went
import { createServer } from 'node:net';
import { Death, Refusal } from './stub-state.mjs';

const FILTERS = ['--exclude', '--include'];

/** Answers this command line, or with `--serve` those of others. The first two words name the command. */
export function play(commands, open) {
  const answer = (args, { cwd, state: path, dieAfter }) => {
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
  };

  if (process.argv[2] === '--serve') {
    serve(answer);
  } else {
    const { STUB_AWS_STATE: state, STUB_AWS_DIE_AFTER: dieAfter } = process.env;
    const { code, out, err } = answer(process.argv.slice(2), { cwd: process.cwd(), state, dieAfter: Number(dieAfter) });
    process.stdout.write(out);
    process.stderr.write(err);
    process.exitCode = code;
  }
}

export function refuse(problem) {
  throw new Error(`stub aws knows ${problem}`);
}

/** A command that is known so that it is the role that refuses it. */
export function denied(action, resourceOf) {
  return (state, { options }) => state.request(action, resourceOf(options));
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
