import { LogQueryDefinition } from '../../../core';

/** Log of a firewall, and where its requests come from. */
export interface FirewallLog {
  readonly logGroupName: string;
  readonly region: string | undefined;
  readonly clientAddressHeader: string | undefined;
}

/**
 * First CloudWatch Logs Insights queries: who is blocked, by what, and where.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
 */
export function firewallLogQueries({ logGroupName, region, clientAddressHeader }: FirewallLog): LogQueryDefinition[] {
  const query = (question: string, ...commands: string[]) => ({ question, logGroupName, region, commands });
  // The rule inside of a rule group is in the list of all groups, at the place of that group.
  const RULE = 'parse @message /"terminatingRule":\\{"ruleId":"(?<managedRule>[^"]+)"/';
  // What `httpRequest.clientIp` has is the address that connects: that of the CDN.
  const CLIENT =
    clientAddressHeader === undefined
      ? 'fields httpRequest.clientIp as client'
      : `parse @message /(?i)"name":"${clientAddressHeader}","value":"(?<client>[^"]+)"/`;
  const MATCHED = 'filter action = "BLOCK" or @message like /"action":"COUNT"/';
  return [
    query(
      'Which rules match, and since when',
      RULE,
      MATCHED,
      'stats count() as requests, min(@timestamp) as first by action, terminatingRuleId, managedRule',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which clients match, and how often',
      CLIENT,
      MATCHED,
      'stats count() as requests by client, httpRequest.country',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which paths match, and by which rules',
      RULE,
      MATCHED,
      'stats count() as requests by httpRequest.httpMethod, httpRequest.uri, terminatingRuleId, managedRule',
      'sort requests desc',
      'limit 50',
    ),
    query(
      'Which requests were blocked last',
      CLIENT,
      RULE,
      'filter action = "BLOCK"',
      'display @timestamp, client, httpRequest.httpMethod, httpRequest.uri, terminatingRuleId, managedRule',
      'sort @timestamp desc',
      'limit 100',
    ),
  ];
}
