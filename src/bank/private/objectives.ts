import { LaunchPhase } from '../../service';
import type { BankMvpConfig } from '../bank-mvp-config';

/** The share of requests that the API answers in time, in percent. */
export const IN_TIME = 99;

/** A service level objective of the bank. */
export interface BankObjective {
  /** Its name in names of alarms. */
  readonly name: string;
  /** The source of the requests: the API or a site. */
  readonly source: 'api' | 'webapp' | 'mp-webapp';
  /** The share of requests that meet it, in percent. */
  readonly percent: number;
  /** The time of an answer; undefined where requests only have to succeed. */
  readonly withinMilliseconds?: number;
  /** Whether no request at all is a ticket. */
  readonly reportsSilence: boolean;
}

/**
 * The objectives of a bank, which are of the sources that alarms observe.
 *
 * Those of the API begin with its tasks: before, the load balancer answers every request with 503. Sites are served before,
 * and a failing CloudFront is a failing site in any phase. Silence is no finding until the tasks run: files may not be
 * published yet, and a site without an API has no visitors to miss.
 */
export function objectivesOf({ objectives, api, alarms }: BankMvpConfig): BankObjective[] {
  if (objectives.disabled || alarms.page.length === 0) {
    return [];
  }
  const { apiAvailability, apiLatencyMilliseconds, siteAvailability } = objectives;
  const runs = api.launchPhase !== LaunchPhase.NOT_READY;
  const site = { percent: siteAvailability, reportsSilence: runs };
  const ofApi: BankObjective[] = [
    { name: 'api-available', source: 'api', percent: apiAvailability, reportsSilence: true },
    {
      ...{ name: 'api-fast', source: 'api', percent: IN_TIME },
      withinMilliseconds: apiLatencyMilliseconds,
      reportsSilence: false, // that of the availability is of the same requests
    },
  ];
  return [
    ...(runs ? ofApi : []),
    { name: 'webapp-available', source: 'webapp', ...site },
    { name: 'mp-webapp-available', source: 'mp-webapp', ...site },
  ];
}
