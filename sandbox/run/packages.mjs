import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { places } from './kernel/places.mjs';

/** Lets programs of examples find the packages of the sandbox, as their images would have them: what is imported from now on. */
export function findPackages() {
  const packages = pathToFileURL(`${places.sandbox}/any.mjs`).href;
  const hook = `export const resolve = async (name, context, next) => {
    try {
      return await next(name, context);
    } catch (error) {
      return next(name, { ...context, parentURL: ${JSON.stringify(packages)} }).catch(() => { throw error; });
    }
  };`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
