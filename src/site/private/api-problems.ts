import { Problem, problemIf } from '../../core/private/checks/problems';
import { SpaToolchain } from '../spa-toolchain';

/** What CloudFront would refuse of a path, or what would take the site away from itself. */
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
      allowed: 'it has to begin with a slash and a letter or digit, or it would be the whole site',
      fix: 'write it like "/api/*"',
    }),
    problemIf(wellFormed && content !== undefined, {
      code: 'site/path-of-content',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: `it takes what the site serves under "/${content}"`,
      fix: 'give the API a path of its own',
    }),
    problemIf(taken.includes(pathPattern), {
      code: 'site/path-taken',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: 'an API has it already, and CloudFront takes a path once',
      fix: 'give one of the two another path',
    }),
  ];
}
