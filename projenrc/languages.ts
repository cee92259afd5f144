import { Component, cdk } from 'projen';

/** The names under which Python, Java, .NET and Go know the library; publishing there is another matter. */
export class Languages extends Component {
  constructor(project: cdk.JsiiProject) {
    super(project);

    const manifest = project.package.manifest as { jsii: { targets: Record<string, unknown> } };
    Object.assign(manifest.jsii.targets, {
      python: { distName: 'rl-bank-constructs', module: 'rl_bank_constructs' },
      java: {
        package: 'com.rlbank.constructs',
        maven: { groupId: 'com.rlbank', artifactId: 'rl-bank-constructs' },
      },
      dotnet: { namespace: 'RlBank.Constructs', packageId: 'RlBank.Constructs' },
      go: { moduleName: 'github.com/rl-bank/rl-bank-constructs-go' },
    });
  }
}
