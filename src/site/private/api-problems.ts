import { Problem, problemIf } from '../../core/private/checks/problems';
import { instance, TEXT } from '../../core/private/checks/types';
import { SpaToolchain } from '../spa-toolchain';

/** Types of the arguments. */
export const API_TYPES = { pathPattern: TEXT, origin: instance('an IOrigin', 'bind') };

/** Path patterns that CloudFront refuses, or that would hide content of the site. */
export function apiProblems(pathPattern: string, toolchain: SpaToolchain, taken: string[]): Array<Problem | undefined> {
  const wellFormed = /^\/[A-Za-z0-9_-][A-Za-z0-9_\-.$/~"'@:+&?*]*$/.test(pathPattern) && pathPattern.length <= 255;
  const content = ['.well-known/', 'index.html', ...toolchain.fileFolders].find((path) => {
    return `/${path}`.startsWith(pathPattern.split(/[*?]/)[0]) || pathPattern.startsWith(`/${path}`);
  });
  return [
    problemIf(!wellFormed, {
      code: 'site/not-an-api-path',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: 'must begin with a slash and a letter or digit, or it would match the whole site',
      fix: 'write it like "/api/*"',
    }),
    problemIf(wellFormed && content !== undefined, {
      code: 'site/path-of-content',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: `cannot include "/${content}", which the site serves itself`,
      fix: 'choose another path for the API',
    }),
    problemIf(taken.includes(pathPattern), {
      code: 'site/path-taken',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: 'cannot be added twice, since CloudFront takes a path pattern once',
      fix: 'choose another path for one of the two APIs',
    }),
  ];
}
