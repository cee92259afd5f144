// Stands for Entra ID until its input ends: `node run/entra-id.mjs FILE TENANTS`, where FILE is for `python -m emulator --saml-metadata`
// and TENANTS is JSON. Prints its URL.
import { EntraId } from './entra/entra-id.mjs';

const [file = '', tenants = '[]'] = process.argv.slice(2);
const entra = await EntraId.listen(file, JSON.parse(tenants));
console.log(entra.url);
process.stdin.resume().on('end', () => entra.close());
