// A version of the API. Its routes are below /v1 or /v2, as API_VERSION says, and those of a module are there if the cell has it.
import { Contacts } from './contacts.mjs';
import { Events } from './events.mjs';
import { Files } from './files.mjs';
import { modulesOf } from './modules.mjs';
import { routesOf } from './routes.mjs';
import { Tenants } from './tenants.mjs';
import { Database } from '../shared/database.mjs';
import { serve } from '../shared/http.mjs';
import { log } from '../shared/log.mjs';
import { ownCertificate } from '../shared/tls.mjs';

const environment = process.env;
const database = new Database(environment);
const tenants = new Tenants(database, environment);
const contacts = new Contacts(tenants, new Events(environment));
const files = new Files(environment);

const modules = await modulesOf(environment);
log('modules', { modules: [...modules.keys()].sort() });
const routes = routesOf({ version: `${environment.API_VERSION}`, modules, database, tenants, contacts, files });
serve(routes, { tls: await ownCertificate(), origins: `${environment.CORS_ORIGINS}`.split(',') });
