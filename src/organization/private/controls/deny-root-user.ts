import { Control, deny } from './deny';

/** The root user of a member account does nothing; its sessions from the management account go on. */
export function denyRootUser(): Control {
  return {
    description:
      'The root user of an account does nothing; only a session of it that the management account opens for one task does.',
    statements: [
      deny('DenyRootUser', ['*'], {
        conditions: {
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' },
          // Sessions of sts:AssumeRoot have the key: by them the management account deletes a bucket policy that locks all out.
          Null: { 'aws:AssumedRoot': 'true' },
        },
      }),
    ],
  };
}
