/** Severity of an alarm. */
export enum AlarmSeverity {
  /** Users are affected now: pages the person on call at any hour. */
  PAGE = 'PAGE',

  /** Users will be affected without an action in working hours. */
  TICKET = 'TICKET',
}
