/** Literals, lists, objects and static members: `5`, `'/'`, `[80]`, `{}`, `Duration.days(1)`, `RemovalPolicy.RETAIN`. */
const VALUE = /^(true|false|-?\d[\d_.]*|'[^']*'|"[^"]*"|\[.*\]|\{.*\}|(new )?[A-Z]\w*(\.\w+)*(\(.*\))?)$/;
const SAYS_NOTHING = /^(undefined\b.*|none|null|nothing|n\/a|no default( value)?|)$/i;
const FILLING = new Set('a an as default defaults its of own same set setting the this to value property'.split(' '));

/** What is wrong with the text behind `@default` of a property, if anything is. */
export function defaultProblem(property: string, text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const prose = /^-\s*(.*)$/s.exec(trimmed)?.[1];
  const told = (prose ?? trimmed).replace(/\.$/, '');
  if (text === undefined) {
    return 'is optional without @default: tell what happens when it is left out';
  }
  if (SAYS_NOTHING.test(told)) {
    return `has @default '${trimmed}': tell what happens, not that nothing was given`;
  }
  if (prose === undefined) {
    return VALUE.test(trimmed) ? undefined : `has @default '${trimmed}': write a value, or prose after '- '`;
  }
  const isCircular = wordsOf(told).every((word) => FILLING.has(word) || wordsOf(property).includes(word));
  return isCircular ? `has @default '${trimmed}', which goes in a circle: tell what happens` : undefined;
}

function wordsOf(text: string): string[] {
  return text
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
