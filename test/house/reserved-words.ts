/** What a name stands for; not every language writes every kind as it is. */
export type Kind = 'member' | 'parameter' | 'submodule';

interface Language {
  /** The kinds of names that the language writes in lower case first, and so may confuse with its own words. */
  readonly kinds: Kind[];
  /** How the language spells a name. */
  readonly spell: (name: string) => string;
  readonly words: ReadonlySet<string>;
}

const asItIs = (name: string) => name;
const snakeCase = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Members are in PascalCase in C# and Go, so only parameters meet their words there, in Go also package names. */
const languages: Record<string, Language> = {
  Python: {
    kinds: ['member', 'parameter', 'submodule'],
    spell: snakeCase,
    words: words(`
      False None True and as assert async await break class continue def del elif else except finally for from global
      if import in is lambda nonlocal not or pass raise return self try while with yield`),
  },
  Java: {
    kinds: ['member', 'parameter', 'submodule'],
    spell: asItIs,
    words: words(`
      abstract assert boolean break byte case catch char class const continue default do double else enum extends false
      final finally float for goto if implements import instanceof int interface long native new null package private
      protected public return short static strictfp super switch synchronized this throw throws transient true try void
      volatile while getClass notify notifyAll wait`),
  },
  'C#': {
    kinds: ['parameter'],
    spell: asItIs,
    words: words(`
      abstract as base bool break byte case catch char checked class const continue decimal default delegate do double
      else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal
      is lock long namespace new null object operator out override params private protected public readonly ref return
      sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked
      unsafe ushort using virtual void volatile while`),
  },
  Go: {
    kinds: ['parameter', 'submodule'],
    spell: asItIs,
    words: words(`
      break case chan const continue default defer else fallthrough for func go goto if import interface internal main
      map package range return select struct switch type var vendor`),
  },
};

/** The languages in which the name is a word of their own. */
export function languagesReserving(kind: Kind, name: string): string[] {
  const reserving = Object.entries(languages).filter(
    ([, { kinds, spell, words: reserved }]) => kinds.includes(kind) && reserved.has(spell(name)),
  );
  return reserving.map(([language]) => language);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
