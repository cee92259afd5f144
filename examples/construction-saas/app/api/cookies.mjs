// Cookies of one host: browsers keep a name that begins with `__Host-` for that host alone, so that no other tenant can set or read it.

export function cookie(name, value, seconds) {
  return `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

export function cookieOf(headers, name) {
  const all = `${headers.cookie ?? ''}`.split(/;\s*/).map((one) => one.split('='));
  return all.find(([found]) => found === name)?.[1];
}
