import { MeteredDirectory, signInSuccessRate, throttledSignIns, undeliveredEmails } from './directory-metrics';
import { GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';

const TIER = TrafficTier.of('Sign-in', TrafficTier.GATEWAY);

/** Graphs of sign-ins and emails. */
export function directoryGraphs(directory: MeteredDirectory): GraphDefinition[] {
  const signIns: GraphDefinition[] = [
    {
      tier: TIER,
      title: 'Sign-ins that succeed',
      healthy: 'more than half of the sign-ins succeed: users mistype codes',
      metrics: [signInSuccessRate(directory, { label: 'Percent' })],
    },
    {
      tier: TIER,
      title: 'Sign-ins throttled',
      healthy: 'none is refused',
      metrics: [throttledSignIns(directory)],
    },
  ];
  return [
    ...(directory.clients.length > 0 ? signIns : []),
    ...(directory.logGroupName === undefined ? [] : [emails(directory)]),
  ];
}

function emails(directory: MeteredDirectory): GraphDefinition {
  return {
    tier: TIER,
    title: 'Emails not delivered',
    healthy: 'single addresses that do not exist',
    metrics: [undeliveredEmails(directory)],
  };
}

/** Log queries of the emails that were not delivered. */
export function directoryLogQueries({ logGroupName }: MeteredDirectory): LogQueryDefinition[] {
  if (logGroupName === undefined) {
    return [];
  }
  return [
    {
      question: 'Which emails were not delivered, and why',
      logGroupName,
      commands: ['fields @timestamp, @message', 'sort @timestamp desc', 'limit 50'],
    },
  ];
}
