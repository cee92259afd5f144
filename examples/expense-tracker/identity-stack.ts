import { Stack, StackProps } from 'aws-cdk-lib';
import { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { EmailSender, UserDirectory, UserRegistration, UserSignIn } from 'rl-bank-constructs/access';

/** The users, who sign in by a code that is mailed to them: anybody can register. */
export class IdentityStack extends Stack {
  public readonly users: UserDirectory;
  public readonly client: IUserPoolClient;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The users of the expense tracker' });
    this.users = new UserDirectory(this, 'Users', {
      signIn: UserSignIn.emailOtp(UserRegistration.OPEN),
      sender: EmailSender.ses({ fromEmail: 'login@tracker.example', fromName: 'Expense tracker' }),
      deletionProtection: this.node.tryGetContext('deletionProtection') !== 'false',
    });
    this.client = this.users.addAppClient('Web'); // one audience: the login service signs in for the web application
  }
}
