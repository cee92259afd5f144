import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerImageChannel } from 'rl-bank-constructs/service';

export interface ImagesStackProps extends StackProps {
  readonly image: string;
}

/** The images of the API: there before the service, and after it. */
export class ImagesStack extends Stack {
  public readonly image: ContainerImageChannel;

  constructor(scope: Construct, id: string, props: ImagesStackProps) {
    super(scope, id, props);
    this.image = new ContainerImageChannel(this, 'ApiImage', { image: props.image });
  }
}
