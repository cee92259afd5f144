import { Rule } from './repository';

interface Smell {
  readonly pattern: RegExp;
  readonly advice: string;
  /** How the paths of files begin in which it is right, and why. */
  readonly exceptions?: Record<string, string>;
}

export const smells: Record<string, Smell> = {
  'Date.now': { pattern: /\bDate\.now\(/, advice: 'another template at every synth; take the moment as a property' },
  setContext: { pattern: /\bsetContext\(/, advice: 'context belongs to the app; take a property' },
  instanceof: {
    pattern: /\binstanceof\b/,
    advice: 'false between two copies of a library; ask for a property, or with `X.isX()`',
  },
  'props || default': {
    pattern: /\b(props|options)(\?\.[\w.?]+ \|\||\.[\w.?]+ \|\| ['"`[{\d]|\.[\w.?]+ \|\| new\b)/,
    advice: 'replaces 0, false and the empty string too; write `??`',
  },
  'id from a template': {
    pattern: /\bnew (?!\w*Error\()[\w.]+\(\w[\w.]*, [^,;]*`[^`]*\$\{/,
    advice: 'ids are contract: write a literal, with a Construct as namespace in loops',
  },
  CfnOutput: {
    pattern: /\bnew (\w+\.)?CfnOutput\(/,
    advice: 'what a stack prints is for the app to decide; expose a property',
    exceptions: {
      'src/core/private/': 'a weak reference is an output that another stack reads by name',
      'src/network/': 'a person has to enter the name servers of a new zone at the registrar',
    },
  },
};

/** What `src/` must not smell of. */
export const smellRules: Record<string, Rule> = Object.fromEntries(
  Object.entries(smells).map(([name, { pattern, advice, exceptions = {} }]) => [
    name,
    (repository) => {
      const smelling = repository.sources().filter((path) => pattern.test(repository.code(path)));
      const places = Object.keys(exceptions);
      const stale = places.filter((place) => !smelling.some((path) => path.startsWith(place)));
      return [
        ...smelling
          .filter((path) => !places.some((place) => path.startsWith(place)))
          .map((path) => `${path} has \`${pattern.exec(repository.code(path))![0]}\`: ${advice}`),
        ...stale.map((place) => `nothing in ${place} needs its exception any more`),
      ];
    },
  ]),
);
