// Writes the JSON Schema of the config, from the table of keys.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { configSchema } = createRequire(import.meta.url)('../lib/bank/private/config/schema.js');
writeFileSync('resources/bank/bank-mvp.schema.json', `${JSON.stringify(configSchema(), null, 2)}\n`);
