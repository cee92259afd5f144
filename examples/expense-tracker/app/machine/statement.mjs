// What a statement of a machine client may be. PostgreSQL keeps tenants apart, and refuses DDL: this refuses early, and what lies
// outside of tables, such as the running statements of others in pg_stat_activity.
const FIRST_WORDS = ['SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE'];
const LONGEST = 20_000;

/** Functions that run SQL in a text, names of the system, and keys, which API Gateway has, too: the login service keeps both. */
const FORBIDDEN =
  /\b(pg_\w+|set_config|current_setting|\w+_to_xml\w*|ts_stat|ts_rewrite|lo_\w+|dblink\w*|proof_key|agent_keys)\b/i;
const QUOTED = /'(?:[^']|'')*'|"[^"]*"/g;

/** Why a statement is refused, undefined if it is not. */
export function problemOf(sql) {
  if (typeof sql !== 'string' || sql.length > LONGEST) return `"sql" must be a text of at most ${LONGEST} characters.`;
  const [first = ''] = /^\s*\w+/.exec(sql) ?? [];
  if (!FIRST_WORDS.includes(first.trim().toUpperCase())) {
    return `A statement begins with one of: ${FIRST_WORDS.join(', ')}.`;
  }
  // Texts are data. They end where PostgreSQL ends them as long as nothing before them is quoted in another way.
  const code = sql.replace(QUOTED, (quoted) => (quoted.startsWith("'") ? "''" : quoted));
  if (/\bU&|\bE'|\$|--|\/\*|\\/i.test(code) || sql.includes('\0')) {
    return 'Leave out comments, backslashes, dollar signs, E\'…\' and U&"…" outside of texts, and the character 0.';
  }
  const [, name] = FORBIDDEN.exec(code) ?? [];
  return name === undefined ? undefined : `${name} is no part of the data.`;
}
