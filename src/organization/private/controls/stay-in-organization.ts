import { Control, deny } from './deny';

/** The account neither leaves, nor accepts the invitation of another organization, nor is closed from inside. */
export function stayInOrganization(): Control {
  return {
    description:
      'No principal, root user included, takes the account out of the organization, into another one, or closes it.',
    statements: [
      deny('StayInOrganization', [
        'organizations:LeaveOrganization',
        // An account goes over to another organization by accepting its invitation, without leaving first.
        'organizations:AcceptHandshake',
        'account:CloseAccount',
      ]),
    ],
  };
}
