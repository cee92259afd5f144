/** Names of the SNS topics that another `BankObservability` has made. */
export interface ExistingTopics {
  /** Name of its topic for pages: `<namePrefix>-page`. */
  readonly pageTopicName: string;

  /** Name of its topic for tickets: `<namePrefix>-ticket`. */
  readonly ticketTopicName: string;
}
