/** Retention periods that CloudWatch Logs accepts, in days, ascending: as a list, since loading the CDK's module takes time. */
export const LOG_RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
