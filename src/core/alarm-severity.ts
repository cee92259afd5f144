/** How loudly an alarm calls. */
export enum AlarmSeverity {
  /** Users are hurt now: somebody is woken. */
  PAGE = 'PAGE',

  /** Users will be hurt unless somebody acts in working hours. */
  TICKET = 'TICKET',
}
