import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { entriesOf } from '../../../core/private/checks/types';
import type { IImageRepository } from '../../../service';
import { FindingSeverity } from '../../finding-severity';
import type { ScannerFindingsProps } from '../../scanner-findings';

/** Severities, the worst one first. */
const SEVERITIES = [FindingSeverity.CRITICAL, FindingSeverity.HIGH, FindingSeverity.MEDIUM, FindingSeverity.LOW];

/** Which findings count. */
export interface FindingScope {
  readonly severities: string[];
  readonly accounts: string[];
  /** Names of ECR repositories; undefined without a restriction. */
  readonly repositories?: string[];
  /** Tags of resources; undefined without a restriction. */
  readonly tags?: Array<[string, string]>;
  /** Sources of events of other scanners. */
  readonly sources: string[];
}

/** The scope that the props say. */
export function scopeOf(construct: Construct, props: ScannerFindingsProps): FindingScope {
  const { minimumSeverity = FindingSeverity.HIGH, accounts, repositories, tags, externalSources = [] } = props;
  return {
    severities: SEVERITIES.slice(0, SEVERITIES.indexOf(minimumSeverity) + 1),
    accounts: accounts === undefined ? [Stack.of(construct).account] : sortedSet(accounts),
    repositories: repositories && sortedSet(repositories.map(repositoryNameOf)),
    tags: tags && entriesOf(tags),
    sources: sortedSet(externalSources),
  };
}

/** The name in the URI, which is no reference to the stack of the repository, where it is known. */
function repositoryNameOf({ repositoryUri, repository }: IImageRepository): string {
  return Token.isUnresolved(repositoryUri)
    ? repository.repositoryName
    : repositoryUri.slice(repositoryUri.indexOf('/') + 1);
}

function sortedSet(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
