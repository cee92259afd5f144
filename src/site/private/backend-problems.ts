import { Token } from 'aws-cdk-lib';
import { sourceProblems } from './source-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { entryProblems } from '../../core/private/checks/required-props';
import { entriesOf, listOf, OPTIONS, TEXT, TEXTS, Type, typeProblems } from '../../core/private/checks/types';
import { isPrintable } from '../../core/private/checks/values';
import { SpaBackend } from '../spa-backend';

/** Backends of a site. */
export const BACKENDS: Type = listOf(OPTIONS, 'SpaBackend structs');

const TYPES: Record<keyof SpaBackend, Type> = {
  urls: TEXTS,
  contentSecuritySources: OPTIONS,
  buildSettings: OPTIONS,
  pendingBuildSettings: TEXTS,
};

/** Props of another type, and values of another type in their maps. */
export function backendTypeProblems(backends: SpaBackend[]): Array<Problem | undefined> {
  return backends.flatMap((backend) => [
    ...typeProblems(backend, TYPES, 'backends.'),
    ...entryProblems('backends.contentSecuritySources', backend.contentSecuritySources, TEXTS),
    ...entryProblems('backends.buildSettings', backend.buildSettings, TEXT),
  ]);
}

/** Addresses that browsers block, and settings that a build cannot take. */
export function backendProblems(backends: SpaBackend[]): Array<Problem | undefined> {
  const keys = backends.flatMap(keysOf);
  return [
    ...backends.flatMap(({ urls = [], contentSecuritySources = {}, buildSettings }) => [
      ...urls.map(urlProblem),
      ...sourceProblems(contentSecuritySources, 'backends.contentSecuritySources'),
      ...entriesOf(buildSettings).map(([key, value]) => valueProblem(key, value)),
    ]),
    ...keys.map(keyProblem),
    ...keys.filter((key, index) => keys.indexOf(key) < index).map(takenProblem),
  ];
}

function keysOf({ buildSettings, pendingBuildSettings = [] }: SpaBackend): string[] {
  return [...entriesOf(buildSettings).map(([key]) => key), ...pendingBuildSettings];
}

function urlProblem(url: string): Problem | undefined {
  const isSecure = Token.isUnresolved(url) || (/^(https|wss):\/\//.test(url) && URL.canParse(url));
  return problemIf(!isSecure, {
    code: 'site/not-an-address',
    prop: 'backends.urls',
    value: url,
    allowed: 'must begin with https:// or wss://, since browsers block other calls from a page over TLS',
    fix: 'write it like "https://api.bank.example"',
  });
}

function keyProblem(key: string): Problem | undefined {
  return problemIf(!/^[A-Za-z_]\w*$/.test(key), {
    code: 'site/not-a-build-key',
    prop: 'backends.buildSettings',
    value: key,
    allowed: 'must be a name that an environment variable can have: letters, digits and underscores',
    fix: 'write it like "VITE_API_URL"',
  });
}

function valueProblem(key: string, value: string): Problem | undefined {
  return problemIf(!isPrintable(value), {
    code: 'site/not-a-build-setting',
    prop: `backends.buildSettings.${key}`,
    value,
    allowed: 'must be printable text, since it becomes a line for the build',
    fix: "pass the value as the provider shows it, or move its key to 'pendingBuildSettings'",
  });
}

function takenProblem(key: string): Problem {
  return {
    code: 'site/build-setting-taken',
    prop: 'backends.buildSettings',
    value: key,
    allowed: 'cannot be set twice, since the build would take one of the two',
    fix: 'remove it from one of the backends',
  };
}
