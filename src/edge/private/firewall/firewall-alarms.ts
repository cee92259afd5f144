import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { matchedRequests, matchRate, MeteredFirewall } from './firewall-metrics';
import { RATE_LIMIT } from './rules';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { FirewallMode } from '../../firewall-mode';

/** Alarm definitions of a firewall. It works while they fire: a person has to look who is blocked. */
export function firewallAlarms(firewall: MeteredFirewall): AlarmDefinition[] {
  const isCounting = firewall.mode === FirewallMode.COUNT;
  const ticket = {
    region: firewall.region,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no request matches
    severity: AlarmSeverity.TICKET,
  };
  return [
    {
      ...ticket,
      id: 'ManyRequestsMatch',
      metric: matchRate(firewall),
      threshold: 10,
      evaluationPeriods: 3,
      symptom: isCounting
        ? 'More than 10 % of the requests match rules of the firewall, which only counts: in BLOCK mode it would refuse them.'
        : 'The firewall refuses more than 10 % of the requests: an attack, or users that a rule mistakes for one.',
      runbookAnchor: 'firewall-many-requests-match',
    },
    {
      ...ticket,
      id: 'RateLimitReached',
      metric: matchedRequests(firewall, {}, RATE_LIMIT),
      threshold: 0,
      evaluationPeriods: 1,
      symptom: isCounting
        ? 'A client exceeds the rate limit of the firewall, which only counts: in BLOCK mode it would refuse the client.'
        : 'A client exceeds the rate limit of the firewall, and is refused until it slows down.',
      runbookAnchor: 'firewall-rate-limit-reached',
    },
  ];
}
