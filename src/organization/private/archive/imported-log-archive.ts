import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { archiveNames } from './archive-names';
import { placeProblems } from './archive-problems';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { TEXT, TEXTS, typeProblems } from '../../../core/private/checks/types';
import { ILogArchive, LogArchiveAttributes } from '../../i-log-archive';

/** A log archive of another app, by its names. */
export class ImportedLogArchive extends Construct implements ILogArchive {
  public readonly accountId: string;
  public readonly region: string;
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly landingBucketName: string;
  public readonly landingBucketArn: string;
  public readonly trailKeyArn: string;
  public readonly regions: string[];
  public readonly logsDestinationArn: string;

  constructor(scope: Construct, id: string, attributes: LogArchiveAttributes) {
    super(scope, id);
    requireProps(this, attributes, { accountId: true, region: true, bucketName: true });
    const types = { accountId: TEXT, region: TEXT, bucketName: TEXT, regions: TEXTS };
    throwOnProblems(this, ...typeProblems(attributes, types));
    throwOnProblems(this, ...placeProblems(attributes));
    const names = archiveNames(Stack.of(this).partition, attributes);
    this.accountId = names.accountId;
    this.region = names.region;
    this.bucketName = names.bucketName;
    this.bucketArn = names.bucketArn;
    this.landingBucketName = names.landingBucketName;
    this.landingBucketArn = names.landingBucketArn;
    this.trailKeyArn = names.trailKeyArn;
    this.regions = names.regions;
    this.logsDestinationArn = names.logsDestinationArn;
  }
}
