import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import {
  MeteredDirectory,
  signInSuccessRate,
  throttledSignIns,
  undeliveredEmails,
  Way,
  waysByAlarm,
} from './directory-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** Alarm definitions of a directory. Without a client nobody signs in, and without an email nothing is undelivered. */
export function directoryAlarms(directory: MeteredDirectory): AlarmDefinition[] {
  return [
    ...waysByAlarm(directory).map((ways, index) => signInsFail(directory, ways, numberOf(index))),
    ...waysByAlarm(directory).map((ways, index) => signInsThrottled(directory, ways, numberOf(index))),
    ...(directory.logGroupName === undefined ? [] : [emailAlarm(directory, directory.logGroupName)]),
  ];
}

/** What the id of an alarm ends in, which the first goes without. */
function numberOf(index: number): string {
  return index === 0 ? '' : `${index + 1}`;
}

function signInsFail(directory: MeteredDirectory, ways: Way[], number: string): AlarmDefinition {
  return {
    id: `SignInsFail${number}`,
    metric: signInSuccessRate(directory, {}, ways),
    threshold: 10,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no user signs in
    severity: AlarmSeverity.PAGE,
    notifyOnRecovery: true,
    symptom: 'Nine of ten sign-ins fail: users stay outside, and those who are signed in notice nothing.',
    runbookAnchor: 'users-sign-ins-fail',
  };
}

function signInsThrottled(directory: MeteredDirectory, ways: Way[], number: string): AlarmDefinition {
  return {
    id: `SignInsThrottled${number}`,
    metric: throttledSignIns(directory, {}, ways),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 2,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.TICKET,
    symptom: 'Amazon Cognito refuses sign-ins as there are too many at once: users have to try again.',
    runbookAnchor: 'users-sign-ins-throttled',
  };
}

function emailAlarm(directory: MeteredDirectory, logGroupName: string): AlarmDefinition {
  return {
    id: 'EmailsNotDelivered',
    metric: undeliveredEmails(directory, { period: Duration.minutes(15) }),
    threshold: 5,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // every email was sent
    severity: AlarmSeverity.TICKET,
    symptom: 'Amazon Cognito cannot send emails with codes: these users wait for one, and cannot sign in.',
    runbookAnchor: 'users-emails-not-delivered',
    logGroupName,
  };
}
