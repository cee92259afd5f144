import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerImageChannel } from 'rl-bank-constructs/service';

export interface ImagesStackProps extends StackProps {
  readonly image: string;
}

/** The images of the API: there before the service, and after it. */
export class ImagesStack extends Stack {
  constructor(scope: Construct, id: string, props: ImagesStackProps) {
    super(scope, id, props);
    new ContainerImageChannel(this, 'ApiImage', { image: props.image });
  }
}
