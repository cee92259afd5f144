import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isKnownAs, shownValue } from '../../../core/private/checks/values';
import { ACCOUNT_ID, REGION } from '../../../core/private/formats/environment';
import { organizationIdProblem } from '../../../core/private/formats/organization-id';
import type { ArtifactStoreProps } from '../../artifact-store';
import type { ArtifactStoreAttributes } from '../../i-artifact-store';

const DOMAIN = /^[a-z][a-z0-9-]{0,48}[a-z0-9]$/;
const NPM_SCOPE = /^[a-z0-9~][a-z0-9._~-]{0,212}$/;
/** CodeArtifact compares names as PEP 503 normalizes them. */
const PYPI_PREFIX = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ROLE_ARN = /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** The problems of a store that is defined. */
export function artifactStoreProblems(props: ArtifactStoreProps): Array<Problem | undefined> {
  const { npmScopes = [], pypiPrefixes = [], publisherArns = [] } = props;
  return [
    domainProblem(props.domainName),
    organizationIdProblem('organization', props.organization.organizationId),
    ...nameProblems('npmScopes', npmScopes, NPM_SCOPE, 'scopes of npm without the @, such as acme'),
    ...nameProblems('pypiPrefixes', pypiPrefixes, PYPI_PREFIX, 'lower case words and hyphens, such as acme-ui'),
    ...nameProblems('publisherArns', publisherArns, ROLE_ARN, 'ARNs of roles, without wildcards'),
    problemIf(publisherArns.length > 0 && npmScopes.length + pypiPrefixes.length === 0, {
      code: 'artifact-store/no-names',
      prop: 'publisherArns',
      value: publisherArns.map(shownValue),
      allowed: 'must be empty while no package has a name of yours: others cannot be published',
      fix: 'add `npmScopes` or `pypiPrefixes`',
    }),
  ];
}

/** The problems of a store that another app defines. */
export function attributeProblems({
  domainName,
  accountId,
  region,
}: ArtifactStoreAttributes): Array<Problem | undefined> {
  return [
    domainProblem(domainName),
    problemIf(!ACCOUNT_ID.test(accountId), {
      code: 'artifact-store/account-id',
      prop: 'accountId',
      value: accountId,
      allowed: 'must be an account id of twelve digits',
      fix: 'copy it from `aws codeartifact list-domains`',
    }),
    problemIf(!REGION.test(region), {
      code: 'artifact-store/region',
      prop: 'region',
      value: region,
      allowed: 'must be a region, such as us-east-1',
      fix: 'pass the region of the domain',
    }),
  ];
}

function domainProblem(domainName: string): Problem | undefined {
  return problemIf(!isKnownAs(DOMAIN, domainName), {
    code: 'artifact-store/domain-name',
    prop: 'domainName',
    value: shownValue(domainName),
    allowed: 'must be 2 to 50 lower case letters, digits and hyphens that are known at synthesis, a letter first',
    fix: 'write it like "acme"',
  });
}

function nameProblems(prop: string, names: string[], format: RegExp, nouns: string): Array<Problem | undefined> {
  const wrong = names.filter((name) => !isKnownAs(format, name));
  return [
    problemIf(wrong.length > 0, {
      code: 'artifact-store/name',
      prop,
      value: wrong.map(shownValue).join(', '),
      allowed: `must be ${nouns}, known at synthesis`,
      fix: 'correct it, or leave it out',
    }),
    problemIf(new Set(names).size < names.length, {
      code: 'artifact-store/name-twice',
      prop,
      value: names.map(shownValue).join(', '),
      allowed: 'must name each once',
      fix: 'remove the second one',
    }),
  ];
}
