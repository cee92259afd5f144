/** An expression of metric math, read. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly name: string }
  | { readonly kind: 'list'; readonly args: Node[] }
  | { readonly kind: 'operator' | 'function'; readonly name: string; readonly args: Node[] };

const TOKEN = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],])/y;

/** What binds weaker comes first. */
const LEVELS = [['OR'], ['AND'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/']];

/** Reads an expression; what is no metric math throws. */
export function parse(text: string): Node {
  const tokens = tokensOf(text);
  let next = 0;
  const whole = binary(0);
  if (next < tokens.length) throw wrong();
  return whole;

  function binary(level: number): Node {
    if (level === LEVELS.length) return unary();
    let left = binary(level + 1);
    while (LEVELS[level].includes(tokens[next])) {
      left = { kind: 'operator', name: tokens[next++], args: [left, binary(level + 1)] };
    }
    return left;
  }

  function unary(): Node {
    if (tokens[next] !== '-') return power();
    next++;
    return { kind: 'operator', name: '*', args: [{ kind: 'number', value: -1 }, unary()] };
  }

  function power(): Node {
    const base = operand();
    if (tokens[next] !== '^') return base;
    next++;
    return { kind: 'operator', name: '^', args: [base, unary()] };
  }

  function operand(): Node {
    const token = tokens[next++];
    if (token === '(') {
      const inner = binary(0);
      take(')');
      return inner;
    }
    if (token === '[') return { kind: 'list', args: args(']') };
    if (/^[.\d]/.test(token ?? '')) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z_]/.test(token ?? '') || token === 'AND' || token === 'OR') throw wrong();
    if (tokens[next] !== '(') return { kind: 'id', name: token };
    next++;
    return { kind: 'function', name: token, args: args(')') };
  }

  function args(end: string): Node[] {
    const list: Node[] = [];
    while (tokens[next] !== end) {
      list.push(binary(0));
      if (tokens[next] === ',') next++;
      else if (tokens[next] !== end) throw wrong();
    }
    next++;
    return list;
  }

  function take(token: string) {
    if (tokens[next++] !== token) throw wrong();
  }

  function wrong() {
    return new Error(`This is no metric math: ${text}`);
  }
}

/** The word that FILL takes in place of a value. */
export function isRepeat(node: Node | undefined): boolean {
  return node?.kind === 'id' && node.name === 'REPEAT';
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const found = TOKEN.exec(rest);
    if (!found) throw new Error(`This is no metric math: ${text}`);
    tokens.push({ '&&': 'AND', '||': 'OR' }[found[1]] ?? found[1]);
  }
  return tokens;
}
